using System.Collections.Immutable;
using LongVpo.Core.Questions.Text;

namespace LongVpo.Core.Questions;

/// <summary>
/// Ranks lines by the words of a question. Rare words count more than those on every slide, and lines that stand beside a match lend it their words:
/// a name plate has the name in one line and the job in the next.
/// </summary>
public sealed class LineRanking
{
    // A synonym is a weaker sign than the word itself, and a word in the neighbouring line weaker than one in the line.
    private const double SynonymShare = 0.9;
    private const double NeighbourShare = 0.6;
    private const double JoinedShare = 0.9;
    private static readonly TimeSpan SpeechReach = TimeSpan.FromSeconds(4);

    private readonly ImmutableArray<WordLine> _lines;
    private readonly ImmutableArray<QuestionTerm> _terms;
    private readonly ImmutableArray<string> _phrases;
    private readonly double[][] _found;
    private readonly double[] _weights;

    /// <param name="lines">All lines of a video by start, context included.</param>
    /// <param name="terms">What to look for; empty matches nothing.</param>
    /// <param name="phrases">Quoted words that should stand together.</param>
    public LineRanking(ImmutableArray<WordLine> lines, ImmutableArray<QuestionTerm> terms, ImmutableArray<string> phrases)
    {
        _lines = lines;
        _terms = terms;
        _phrases = phrases;
        _found = [.. lines.Select(line => terms.Select(term => Found(term, line)).ToArray())];
        _weights = [.. terms.Select((term, t) => term.Weight / (1 + (0.25 * Math.Log(1 + _found.Count(f => f[t] > 0)))))];
    }

    /// <summary>Lines that hold a content word of the question, best first; of hints only when the question has nothing else.</summary>
    public IReadOnlyList<LineMatch> Best(Func<WordLine, bool> allowed)
    {
        ArgumentNullException.ThrowIfNull(allowed);
        var content = _terms.Any(term => !term.Hint);
        return [.. Enumerable.Range(0, _lines.Length)
            .Where(i => allowed(_lines[i]) && Enumerable.Range(0, _terms.Length).Any(t => _found[i][t] > 0 && (!content || !_terms[t].Hint)))
            .Select(i => Match(i, content))
            .OrderByDescending(match => match.Score)
            .ThenBy(match => match.Line.Range.Start)];
    }

    private LineMatch Match(int index, bool content)
    {
        var near = Neighbours(index).ToList();
        double total = 0, covered = 0, own = 0, extra = 0;
        var (complete, decided, alone) = (true, true, true);
        for (var t = 0; t < _terms.Length; t++)
        {
            var here = _found[index][t];
            var beside = near.Count == 0 ? 0 : near.Max(n => _found[n][t]);
            var counts = !content || !_terms[t].Hint;
            var best = Math.Max(here, beside * NeighbourShare);
            if (_terms[t].Required && here == 0) alone = false;
            if (_terms[t] is { Decisive: true, Hint: false } && Math.Max(here, beside) == 0) decided = false;
            if (_terms[t].Required && Math.Max(here, beside) == 0) complete = false;
            if (!counts) extra += best * _weights[t];
            if (!counts) continue;
            total += _weights[t];
            covered += _weights[t] * Math.Max(here, beside);
            own += _weights[t] * best;
        }

        var phrase = _phrases.Length > 0 && _phrases.Any(p => HoldsPhrase(_lines[index].Text, p));
        if (phrase) (complete, alone) = (true, true);
        var coverage = total > 0 ? covered / total : 0;
        var score = (total > 0 ? own / total : 0) + (0.3 * extra) + (phrase ? 0.5 : 0) + (0.1 * _lines[index].Quality);
        return new LineMatch(_lines[index], phrase ? Math.Max(coverage, 0.9) : coverage, score, complete, decided, alone);
    }

    // On screen: what is in the picture at the same time. Spoken: the lines just before and after.
    private IEnumerable<int> Neighbours(int index)
    {
        var line = _lines[index];
        for (var i = index - 1; i >= Math.Max(0, index - 60); i--)
            if (IsBeside(line, _lines[i])) yield return i;
        for (var i = index + 1; i < Math.Min(_lines.Length, index + 60); i++)
            if (IsBeside(line, _lines[i])) yield return i;
    }

    private static bool IsBeside(WordLine line, WordLine other)
    {
        if (line.IsSpeech != other.IsSpeech) return false;
        if (!line.IsSpeech) return line.Range.Overlaps(other.Range);
        return other.Range.Start.Since(line.Range.End) <= SpeechReach && line.Range.Start.Since(other.Range.End) <= SpeechReach;
    }

    private static double Found(QuestionTerm term, WordLine line)
    {
        var best = 0.0;
        foreach (var token in line.Tokens)
            for (var s = 0; s < term.Spellings.Length && best < 1; s++)
            {
                var own = s == 0 || term.Spellings[s] == term.Word;
                var match = own ? WordMatch.Of(term.Spellings[s], token) : term.Spellings[s] == token.Stem ? SynonymShare : 0;
                best = Math.Max(best, match);
            }

        // A reader takes the slash of "AB/CD" for a letter, which makes one word of two.
        if (best < JoinedShare && term.Joined is { } joined && line.Tokens.Any(token => WordMatch.Distance(joined, token.Word, 1) <= 1)) best = JoinedShare;
        return best;
    }

    private static bool HoldsPhrase(string text, string phrase)
    {
        var words = string.Join(' ', Tokenizer.Read(text).Select(token => token.Word));
        var wanted = string.Join(' ', Tokenizer.Read(phrase).Select(token => token.Word));
        return wanted.Length > 0 && $" {words} ".Contains($" {wanted} ", StringComparison.Ordinal);
    }
}
