using System.Collections.Immutable;

namespace LongVpo.Training.World.Film;

/// <summary>Scenes of a film in a row as the product looks at them: pictures half a second apart, of which eight spread evenly stand for each scene.</summary>
/// <param name="Film">The film.</param>
/// <param name="From">The first scene.</param>
/// <param name="Count">How many.</param>
/// <param name="Phase">When the first picture of the film is taken, in milliseconds, less than <see cref="SampledEvery"/>.</param>
/// <param name="Damage">What is made worse; null for nothing.</param>
public sealed record FilmClip(FilmScript Film, int From, int Count, long Phase = 0, Damage? Damage = null)
{
    /// <summary>Milliseconds between two pictures that the product looks at.</summary>
    public const long SampledEvery = 500;

    private static readonly FrameRate Rate = new(25, 1);

    /// <summary>The scenes as a world, of which questions can be asked.</summary>
    public WorldScript World => WorldScript.Compose(Film.Seed, Film.World.Scenes.Slice(From, Count));

    /// <summary>The pictures in order, RGB rows from the top, <see cref="Scene.Steps"/> for each scene. A picture is valid until the next is asked for.</summary>
    /// <param name="side">Width and height in pixels.</param>
    public IEnumerable<byte[]> Pictures(int side)
    {
        var renderer = new FilmRenderer(Film, side, side, Rate, Damage);
        var rgb = new byte[renderer.FrameBytes];
        for (var scene = From; scene < From + Count; scene++)
            foreach (var time in Times(scene))
            {
                renderer.Render(Math.Min(renderer.FrameCount - 1, (int)(time * 25 / 1000)), rgb);
                yield return rgb;
            }
    }

    private ImmutableArray<long> Times(int scene)
    {
        var end = scene + 1 < Film.Scenes.Length ? Film.Scenes[scene + 1].OpeningFrom : Film.Length;
        var first = (Film.Scenes[scene].When.From - Phase + SampledEvery - 1) / SampledEvery;
        var count = (int)((end - Phase + SampledEvery - 1) / SampledEvery - first);
        return [.. Core.Models.EvenChoice.Exactly(count, Scene.Steps).Select(place => Phase + ((first + place) * SampledEvery))];
    }
}
