using System.Collections.Immutable;
using LongVpo.Core.Observations;
using LongVpo.Core.Questions;
using LongVpo.Core.Questions.Text;
using LongVpo.Core.Segments;

namespace LongVpo.Core.Standing;

/// <summary>
/// Tells the segments that may change a question's answer from those that cannot, so that a pinned question costs nothing while nothing concerns it. It errs on the side of asking.
/// </summary>
public sealed class Neighbourhood
{
    // Looser than any match that makes an answer: a word that the answerer would accept must never be missed here.
    private const double LeastAlike = 0.7;

    private readonly bool _everything;
    private readonly bool _anyWords;
    private readonly ImmutableArray<QuestionTerm> _terms;

    public Neighbourhood(string question)
    {
        var parsed = QuestionParser.Parse(question);
        var terms = parsed.Terms.AddRange(parsed.OtherTerms);
        // An answer must have the required words, so only a segment with one of them begins something new.
        _terms = terms.Any(term => term.Required) ? [.. terms.Where(term => term.Required)] : [.. terms.Where(term => !term.Hint)];
        // What is measured, and times that move with the footage, every segment may change.
        _everything = parsed.NeedsWhole || parsed.Time is not null || parsed.Happening;
        _anyWords = _terms.IsEmpty || parsed.Relation != WordRelation.None || (parsed.WantsWords && !_terms.Any(term => term.Required));
    }

    /// <summary>Whether the segment may change the answer by what is in it.</summary>
    public bool Holds(Segment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return _everything || segment.Observations.Any(observation => observation is { IsWords: true, Text: { } text } && (_anyWords || Matches(text)));
    }

    private bool Matches(string line)
    {
        var tokens = Tokenizer.Read(line);
        return _terms.Any(term => tokens.Any(token => term.Spellings.Any(spelling => WordMatch.Of(spelling, token) > 0))
            || WordMatch.PartOfLine(term.Word, line) >= LeastAlike
            || (term.Joined is { } joined && WordMatch.PartOfLine(joined, line) >= LeastAlike));
    }
}
