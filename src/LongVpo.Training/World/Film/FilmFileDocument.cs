namespace LongVpo.Training.World.Film;

/// <summary>A film that was written: the last line of <c>longvpo world render --json</c>.</summary>
/// <param name="Path">The file.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Duration">Seconds of film.</param>
/// <param name="Scenes">Scenes in it.</param>
/// <param name="Frames">Frames in it.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Rate">Frames a second, as a number or a fraction.</param>
/// <param name="Seconds">How long the writing took.</param>
public sealed record FilmFileDocument(string Path, long Seed, double Duration, int Scenes, int Frames, int Width, int Height, string Rate, double Seconds);
