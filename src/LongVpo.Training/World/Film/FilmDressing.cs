using System.Collections.Immutable;

namespace LongVpo.Training.World.Film;

/// <summary>Gives the scenes of a film what a world has not: signs, lines, tones, and disturbances that are no new scenes.</summary>
internal static class FilmDressing
{
    private const int SignPercent = 35;
    private const int LinePercent = 40;
    private const int TonePercent = 60;
    private const int DisturbedPercent = 30;

    public static ImmutableArray<FilmScene> Dress(
        WorldScript world, ImmutableArray<(Transition Opening, long OpeningFrom, Stretch When)> times, ImmutableArray<int?> like, WorldRandom random)
    {
        var chain = FilmCast.Chain(world, random);
        var lines = random.Shuffled(FilmWords.Lines);
        var (scenes, said) = (ImmutableArray.CreateBuilder<FilmScene>(times.Length), 0);
        for (var i = 0; i < times.Length; i++)
        {
            var when = times[i].When;
            var link = chain.IndexOf(i);
            Identity? caller = link > 0 ? world.Scenes[chain[link - 1]].Actor : null;
            var isSaid = random.Below(100) < LinePercent;
            var words = caller is { } by ? FilmWords.CalledBy(by) : link == 0 ? FilmWords.CalledByNobody : isSaid ? lines[said++ % lines.Length] : null;
            var sign = Sign(random);
            var tone = random.Below(100) < TonePercent ? random.Of(FilmWords.Tones) : 0;
            var (disturbance, disturbed) = Disturb(random, when);
            scenes.Add(new FilmScene(
                world.Scenes[i], when, times[i].Opening, times[i].OpeningFrom, disturbance, disturbed,
                sign is null ? null : new TimedWords(sign, Part(when, 10, 90)), words is null ? null : new TimedWords(words, Part(when, 15, 85)), tone, like[i], caller));
        }

        return scenes.MoveToImmutable();
    }

    private static string? Sign(WorldRandom random)
    {
        var (isSeen, word, number) = (random.Below(100) < SignPercent, random.Of(FilmWords.Signs), random.Below(8));
        // Two figures of which none is a 0 or a 1, which look like letters.
        return !isSeen ? null : word.Contains(' ', StringComparison.Ordinal) || number < 4 ? word : $"{word} {22 + random.Below(7) + 10 * random.Below(7)}";
    }

    private static (Disturbance Kind, Stretch When) Disturb(WorldRandom random, Stretch scene)
    {
        var (isDrawn, kind) = (random.Below(100) < DisturbedPercent, (Disturbance)(1 + random.Below(4)));
        var middle = (scene.From + scene.To) / 2;
        return (isDrawn, kind) switch
        {
            (false, _) => (Disturbance.None, default),
            (_, Disturbance.Strobe) => (kind, new Stretch(middle - 400, middle + 400)),
            (_, Disturbance.Crossing) => (kind, new Stretch(middle - 600, middle + 600)),
            _ => (kind, scene),
        };
    }

    private static Stretch Part(Stretch whole, int from, int to) => new(whole.From + whole.Length * from / 100, whole.From + whole.Length * to / 100);
}
