using LongVpo.Training.World;
using LongVpo.Training.World.Film;

namespace LongVpo.Training.Evaluation.Films;

/// <summary>What <c>eval film</c> does.</summary>
public sealed record FilmPlan
{
    /// <summary>Seeds of the films, one film each. Default: the first twenty of those kept for tests.</summary>
    public SeedSpan Seeds { get; init; } = new(SeedRanges.Of(WorldSplit.Test).From, SeedRanges.Of(WorldSplit.Test).From + 19);

    /// <summary>Least length of a film in minutes. Default 3, which is what the demonstration shows.</summary>
    public double Minutes { get; init; } = 3;

    /// <summary>Questions of each kind about a film, at most. Default 2: more of one film tell less than as many of others.</summary>
    public int Each { get; init; } = 2;

    /// <summary>Says in one sentence what of it cannot be; null when all can.</summary>
    public string? Problem()
    {
        if (!(Minutes * 60 is >= 1 and <= FilmScript.SecondsMost)) return $"A film cannot last {Minutes} minutes: give --minutes up to {FilmScript.SecondsMost / 60}.";
        return Each is < 1 or > 100 ? $"{Each} questions of each kind cannot be asked: give --each 1 to 100." : null;
    }
}
