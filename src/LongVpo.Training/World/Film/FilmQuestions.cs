using System.Collections.Immutable;

namespace LongVpo.Training.World.Film;

/// <summary>Writes questions about a film that have one right answer, with the answer and when its evidence is seen.</summary>
public static class FilmQuestions
{
    private const ulong Purpose = FilmScript.Purpose + 0x100;

    /// <summary>The families in the order in which <see cref="All"/> asks them.</summary>
    public static ImmutableArray<string> Families { get; } =
    [
        .. Enum.GetValues<QuestionFamily>().Where(family => family is not (QuestionFamily.C or QuestionFamily.L)).Select(family => family.ToString()),
        .. Enum.GetValues<FilmFamily>().SelectMany(family => family == FilmFamily.Cause ? Enumerable.Range(1, CauseQuestions.CallsMost).Select(calls => Name(family, calls)) : [Name(family, 0)]),
    ];

    /// <summary>Writes a question of a family; the same arguments always give the same one. Null where the film allows none: go on with another seed.</summary>
    /// <param name="film">The film.</param>
    /// <param name="family">The kind of question.</param>
    /// <param name="salt">Another number draws another question of those that the film allows.</param>
    /// <param name="calls">Of <see cref="FilmFamily.Cause"/>: how many calls are gone back, 1 to 5.</param>
    /// <exception cref="ArgumentException">So many calls are not asked about.</exception>
    public static FilmQuestion? Ask(FilmScript film, FilmFamily family, ulong salt = 0, int calls = 1)
    {
        if (calls is < 1 or > CauseQuestions.CallsMost) throw new ArgumentException($"Chains of {calls} calls are not asked about, only of 1 to {CauseQuestions.CallsMost}.");
        var random = WorldRandom.For(film.Seed, Purpose + (ulong)family + ((ulong)calls << 16) + ((ulong)film.Scenes.Length << 20) + (salt << 40));
        ImmutableArray<FilmCandidate> candidates = [.. Candidates(film, family, calls, random)];
        if (candidates.IsEmpty) return null;
        var chosen = random.Of(candidates);
        return chosen.Candidate.Draw(random) is var (choices, right)
            ? new FilmQuestion(Name(family, calls), chosen.Candidate.Text(choices), choices, right, chosen.Evidence, chosen.Kind)
            : null;
    }

    /// <summary>Writes a question of a family of the film's world, with the times of its scenes; null where the film allows none.</summary>
    /// <exception cref="ArgumentException">M5 is asked for on a seed for training.</exception>
    public static FilmQuestion? Ask(FilmScript film, QuestionFamily family, ulong salt = 0) => Questions.Ask(film.World, family, salt) is { } question
        ? new FilmQuestion(
            family.ToString(), question.Text, question.Choices, question.RightChoice, [.. question.Evidence.Select(scene => new FilmEvidence(scene, film.Scenes[scene].When))], AnswerKind.Told)
        : null;

    /// <summary>Writes up to so many different questions of each family, in an order that is always the same; M5 is left out on seeds for training.</summary>
    /// <param name="film">The film.</param>
    /// <param name="each">Questions of each family, 1 to 1000. A film may allow fewer.</param>
    /// <exception cref="ArgumentException">The number cannot be.</exception>
    public static IEnumerable<FilmQuestion> All(FilmScript film, int each)
    {
        if (each is < 1 or > 1000) throw new ArgumentException($"{each} questions of each kind cannot be asked; ask 1 to 1000.");
        return Families.SelectMany(family => Enumerable.Range(0, each * 4).Select(salt => Ask(film, family, (ulong)salt)).OfType<FilmQuestion>().DistinctBy(question => question.Text).Take(each));
    }

    /// <summary>As <see cref="All"/> names the families; null where the film allows none, and for M5 on seeds for training.</summary>
    internal static FilmQuestion? Ask(FilmScript film, string family, ulong salt)
    {
        if (Enum.TryParse<QuestionFamily>(family, out var known)) return known == QuestionFamily.M5 && film.World.Split == WorldSplit.Train ? null : Ask(film, known, salt);
        var calls = char.IsDigit(family[^1]) ? family[^1] - '0' : 1;
        return Ask(film, Enum.Parse<FilmFamily>(family.TrimEnd('1', '2', '3', '4', '5'), ignoreCase: true), salt, calls);
    }

    private static IEnumerable<FilmCandidate> Candidates(FilmScript film, FilmFamily family, int calls, WorldRandom random) => family switch
    {
        FilmFamily.Count => RecurrenceQuestions.Count(film, random),
        FilmFamily.First => RecurrenceQuestions.First(film),
        FilmFamily.Last => RecurrenceQuestions.Last(film),
        FilmFamily.Moment => MomentQuestions.All(film, random),
        FilmFamily.Cause => CauseQuestions.All(film, calls),
        FilmFamily.Absent => DoubtQuestions.Absent(film, random),
        FilmFamily.Ambiguous => DoubtQuestions.Ambiguous(film),
        _ => DoubtQuestions.Seen(film, random),
    };

    private static string Name(FilmFamily family, int calls)
    {
        var name = family.ToString().ToLowerInvariant();
        return family == FilmFamily.Cause ? name + (char)('0' + calls) : name;
    }
}
