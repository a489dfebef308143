using System.Collections.Immutable;

namespace LongVpo.Training.Preferences.Scenes;

/// <summary>A question that captions gave rise to.</summary>
/// <param name="Question">The question.</param>
/// <param name="Answer">What the captions answer.</param>
/// <param name="Scenes">The scenes that it rests on, rising.</param>
/// <param name="Reasoning">How the writer came to it, where it said so.</param>
public sealed record SceneQuery(string Question, string Answer, ImmutableArray<int> Scenes, string? Reasoning = null);
