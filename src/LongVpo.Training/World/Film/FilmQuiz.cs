using System.Collections.Immutable;

namespace LongVpo.Training.World.Film;

/// <summary>Six questions about a film by which a stranger sees whether it was understood: three that one scene answers or that nothing does, and three that need several scenes.</summary>
public static class FilmQuiz
{
    private const ulong SaltsMost = 12;
    private static readonly string[][] Wanted = [["A2", "A1"], ["A4", "A3"], ["absent", "seen"], ["M2", "M5"], ["M3", "M5", "count"], ["M4", "M1", "count"]];

    /// <summary>The questions, always the same for a film; fewer where it is so short that it allows no others.</summary>
    public static ImmutableArray<FilmQuestion> Of(FilmScript film)
    {
        var asked = ImmutableArray.CreateBuilder<FilmQuestion>();
        foreach (var families in Wanted)
            if (families.Select(family => First(film, family, asked)).FirstOrDefault(static question => question is not null) is { } question) asked.Add(question);
        return asked.ToImmutable();
    }

    /// <summary>Whether an answer is right: the same words as the script's, whatever their case and end; where the right answer is a no, one.</summary>
    /// <param name="question">What was asked.</param>
    /// <param name="found">Whether anything was found.</param>
    /// <param name="answer">The words.</param>
    public static bool IsRight(FilmQuestion question, bool found, string answer)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(answer);
        return question.Kind switch
        {
            AnswerKind.Absent => !found,
            AnswerKind.Ambiguous => !found && answer.StartsWith("That cannot be told", StringComparison.Ordinal),
            _ => found && string.Equals(answer.Trim().TrimEnd('.'), question.Answer, StringComparison.OrdinalIgnoreCase),
        };
    }

    private static FilmQuestion? First(FilmScript film, string family, IEnumerable<FilmQuestion> before)
    {
        for (var salt = 0UL; salt < SaltsMost; salt++)
            if (FilmQuestions.Ask(film, family, salt) is { } question && before.All(other => other.Text != question.Text)) return question;
        return null;
    }
}
