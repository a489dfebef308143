using System.Collections.Immutable;

namespace LongVpo.Training.Preferences.Scenes;

/// <summary>What is said of a scene and from what it was said, so that it can be said again and a mistake be traced to where it came in.</summary>
/// <param name="Scene">Its number, from 0.</param>
/// <param name="T0">Where it begins, in seconds.</param>
/// <param name="T1">Where it ends.</param>
/// <param name="Caption">The words.</param>
/// <param name="By">Whose they are: a captioner's name, or <c>given</c>.</param>
/// <param name="Context">What of earlier captions the captioner was shown; null for none.</param>
/// <param name="Elements">Words that point at something that can be asked about.</param>
/// <param name="Previous">The latest earlier scene that shares two elements or more; null where there is none.</param>
/// <param name="Certainty">Probability that the model gives its own words as a whole; null where it was not asked, or where the words are not its own.</param>
public sealed record SceneCaption(int Scene, double T0, double T1, string Caption, string By, string? Context, ImmutableArray<string> Elements, int? Previous, double? Certainty = null);
