namespace LongVpo.Training.World.Film;

/// <summary>A place of a film that an answer follows from.</summary>
/// <param name="Scene">The scene, from 0.</param>
/// <param name="When">When what proves it is seen or said there.</param>
public readonly record struct FilmEvidence(int Scene, Stretch When);
