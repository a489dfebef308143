using System.Collections.Immutable;

namespace LongVpo.Training.World.Film;

/// <summary>A film's script as JSON: what <c>longvpo world script</c> prints. All times in seconds of the film.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Split">What it may be used for: train, validation, test or calibration.</param>
/// <param name="Duration">Length.</param>
/// <param name="Scenes">The scenes in order.</param>
public sealed record FilmDocument(long Seed, string Split, double Duration, ImmutableArray<FilmSceneDocument> Scenes)
{
    /// <summary>The document of a film.</summary>
    public static FilmDocument Of(FilmScript film) => new(
        film.Seed, Name(film.World.Split), Seconds(film.Length), [.. film.Scenes.Select((_, index) => FilmSceneDocument.Of(film, index))]);

    internal static double Seconds(long milliseconds) => milliseconds / 1000.0;

    internal static string Name<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
