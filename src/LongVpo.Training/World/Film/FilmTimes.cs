using System.Collections.Immutable;

namespace LongVpo.Training.World.Film;

/// <summary>Draws when the scenes of a film begin and end and how each takes over.</summary>
internal static class FilmTimes
{
    private const int CutPercent = 50;
    private const int FlashLength = 240;

    /// <summary>As many scenes as the length needs, two at least; the last one is whole.</summary>
    public static ImmutableArray<(Transition Opening, long OpeningFrom, Stretch When)> Draw(WorldRandom random, long length, long sceneLength)
    {
        var times = ImmutableArray.CreateBuilder<(Transition, long, Stretch)>();
        for (var now = 0L; now < length || times.Count < 2;)
        {
            var opening = times.Count > 0 && random.Below(100) >= CutPercent ? (Transition)(1 + random.Below(5)) : Transition.Cut;
            var start = now + opening switch
            {
                Transition.Cut => 0,
                Transition.Flash => FlashLength,
                _ => 640 + 40 * random.Below(15),
            };
            // Half of the scenes have the shortest length, a quarter each one and a half of it and twice.
            var end = start + sceneLength * Math.Max(2, 1 + random.Below(4)) / 2;
            times.Add((opening, now, new Stretch(start, end)));
            now = end;
        }

        return times.ToImmutable();
    }
}
