using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Core.Questions.Text;
using LongVpo.Core.Segments;
using LongVpo.Training.World.Film;

namespace LongVpo.Training.Evaluation.Films;

/// <summary>Holds answers in words against a film's script.</summary>
internal static class FilmJudge
{
    /// <summary>
    /// Whether an answer says the right choice and none of the others, word for word. A question about somebody who is not there wants a no; one that fits two scenes wants both of their
    /// answers.
    /// </summary>
    public static bool IsRight(FilmQuestion question, Answer answer)
    {
        if (question.Kind == AnswerKind.Absent) return !answer.Found;
        if (!answer.Found) return false;
        var text = Words(answer.Text);
        bool Says(string choice) => text.Contains(Words(choice), StringComparison.Ordinal);
        return question.Kind == AnswerKind.Ambiguous
            ? question.Choices.Where(choice => choice is not (DoubtQuestions.NotSeen or DoubtQuestions.NotClear)).All(Says)
            : Says(question.Answer) && !question.Choices.Any(choice => choice != question.Answer && Says(choice));
    }

    /// <summary>Whether two answers say the same.</summary>
    public static bool IsSame(Answer left, Answer right) => left.Found == right.Found && Words(left.Text) == Words(right.Text);

    /// <summary>Whether a citation names a place: they share at least half of the shorter one.</summary>
    public static bool Names(Citation citation, FilmEvidence evidence)
    {
        var (from, to) = (citation.Range.Start.Seconds * 1000, citation.Range.End.Seconds * 1000);
        var shared = Math.Min(to, evidence.When.To) - Math.Max(from, evidence.When.From);
        return shared > 0 && shared >= Math.Min(to - from, evidence.When.Length) / 2;
    }

    /// <summary>The segments that are cited, those together that follow each other with the same words: a scene that was cut in two is one place, and half of it proves as much as all.</summary>
    public static ImmutableArray<ImmutableArray<SegmentId>> Places(ImmutableArray<Citation> citations)
    {
        var places = ImmutableArray.CreateBuilder<ImmutableArray<SegmentId>>();
        Citation? before = null;
        foreach (var citation in citations.DistinctBy(static citation => citation.Segment).OrderBy(static citation => citation.Segment))
        {
            if (before is not null && citation.Segment.Ordinal == before.Segment.Ordinal + 1 && citation.Quote == before.Quote) places[^1] = places[^1].Add(citation.Segment);
            else places.Add([citation.Segment]);
            before = citation;
        }

        return places.ToImmutable();
    }

    // "It moves left" is said as well by "the red circle moves left".
    private static string Words(string text)
    {
        var words = Tokenizer.Read(text).Select(static token => token.Word).ToList();
        if (words is ["it", ..]) words.RemoveAt(0);
        return $" {string.Join(' ', words)} ";
    }
}
