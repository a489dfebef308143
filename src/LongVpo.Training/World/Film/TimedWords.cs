namespace LongVpo.Training.World.Film;

/// <summary>Words that are shown or said for a while.</summary>
/// <param name="Text">The words.</param>
/// <param name="When">When they are there.</param>
public sealed record TimedWords(string Text, Stretch When);
