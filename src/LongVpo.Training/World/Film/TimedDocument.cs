namespace LongVpo.Training.World.Film;

/// <summary>Something of a scene that has times of its own, in seconds of the film.</summary>
/// <param name="What">The words, or what happens.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends.</param>
public sealed record TimedDocument(string What, double Start, double End)
{
    internal static TimedDocument Of(string what, Stretch when) => new(what, FilmDocument.Seconds(when.From), FilmDocument.Seconds(when.To));
}
