using System.Collections.Immutable;
using LongVpo.Core.Trees;
using LongVpo.Core.Videos;

namespace LongVpo.Actors.Video;

/// <summary>A video's scenes, chapters and programme at one moment of its history.</summary>
/// <param name="State">The state they belong to.</param>
/// <param name="Nodes">Scenes, then chapters, then the programme, each in order.</param>
public sealed record VideoTree(VideoState State, ImmutableArray<TreeNode> Nodes);
