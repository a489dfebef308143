using System.Collections.Immutable;
using LongVpo.Training.Preferences.Pairs;

namespace LongVpo.Training.Preferences.Scenes;

/// <summary>A long video as its scenes.</summary>
/// <param name="SourceId">What it is withdrawn by.</param>
/// <param name="Split">What its pairs may be used for.</param>
/// <param name="Scenes">In the order of time.</param>
/// <param name="Captions">What was said of each scene when it was watched; null where the model has to say it.</param>
public sealed record SceneVideo(string SourceId, PairSplit Split, ImmutableArray<PairClip> Scenes, ImmutableArray<string?> Captions);
