namespace LongVpo.Training.World.Film;

/// <summary>A piece of evidence of a <see cref="FilmQuestionDocument"/>.</summary>
/// <param name="Scene">The scene, from 0.</param>
/// <param name="Start">When what proves it begins, in seconds of the film.</param>
/// <param name="End">When it ends.</param>
public sealed record FilmEvidenceDocument(int Scene, double Start, double End);
