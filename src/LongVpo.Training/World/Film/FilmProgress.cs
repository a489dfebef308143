namespace LongVpo.Training.World.Film;

/// <summary>How far the writing of a film is.</summary>
/// <param name="Position">Seconds of film written.</param>
/// <param name="Duration">Seconds there are to write.</param>
/// <param name="Scenes">Scenes begun.</param>
/// <param name="Frames">Frames written.</param>
/// <param name="Rate">Seconds of film written in a second.</param>
/// <param name="SecondsLeft">How long it still takes at this rate; null at the very beginning.</param>
public sealed record FilmProgress(double Position, double Duration, int Scenes, int Frames, double Rate, double? SecondsLeft);
