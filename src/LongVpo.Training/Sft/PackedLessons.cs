using System.Collections.Immutable;
using LongVpo.Models.Tensors;

namespace LongVpo.Training.Sft;

/// <summary>Lessons as a network reads them at once.</summary>
/// <param name="Shape">How beginnings and branches lie.</param>
/// <param name="Frames">Frames of each video; 0 without videos.</param>
/// <param name="Ids">Token ids of the whole pass; the end token where a branch is over.</param>
/// <param name="FramePlaces">Where the frames' tokens stand.</param>
/// <param name="Rows">Tokens behind which an answer's token is scored.</param>
/// <param name="Targets">The answer's token there.</param>
/// <param name="Runs">Scored tokens of each text, lesson by lesson; the sum is the number of rows.</param>
/// <param name="SceneRows">Last tokens of the last frames of each scene, once for each word of the scene.</param>
/// <param name="SceneTargets">The scene's word there.</param>
/// <param name="ToldRows">Last words of questions that one scene answers, once for each word of that scene.</param>
/// <param name="ToldTargets">The scene's word there.</param>
public sealed record PackedLessons(
    BranchShape Shape, int Frames, ImmutableArray<int> Ids, ImmutableArray<int> FramePlaces, ImmutableArray<int> Rows, ImmutableArray<int> Targets, ImmutableArray<int> Runs,
    ImmutableArray<int> SceneRows, ImmutableArray<int> SceneTargets, ImmutableArray<int> ToldRows, ImmutableArray<int> ToldTargets);
