using System.Collections.Immutable;

namespace LongVpo.Training.Preferences.Scenes;

/// <summary>A line of the book of captions: a video with what was said and asked of it.</summary>
/// <param name="Run">Digest of what it was made with.</param>
/// <param name="Video">Its number.</param>
/// <param name="SourceId">The video.</param>
/// <param name="Scenes">Its captions; empty where a scene could not be captioned.</param>
/// <param name="Queries">Questions about it.</param>
public sealed record SceneEntry(string Run, int Video, string SourceId, ImmutableArray<SceneCaption> Scenes, ImmutableArray<SceneQuery> Queries);
