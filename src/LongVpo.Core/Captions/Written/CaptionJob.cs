using System.Collections.Immutable;
using LongVpo.Core.Segments;
using LongVpo.Core.Trees;

namespace LongVpo.Core.Captions.Written;

/// <summary>What is to be put into words next.</summary>
public abstract record CaptionJob(string Subject);

/// <summary>A sealed segment.</summary>
/// <param name="Span">Where it is.</param>
/// <param name="Before">The caption of the segment right before it; null at the beginning.</param>
/// <param name="Memory">What was said of earlier segments, oldest first.</param>
public sealed record SegmentJob(SegmentSpan Span, ModelCaption? Before, ImmutableArray<ModelCaption> Memory) : CaptionJob(Span.Id.ToString());

/// <summary>A closed node.</summary>
/// <param name="Node">Which.</param>
/// <param name="Children">What was said of its children, in order.</param>
public sealed record NodeJob(TreeNode Node, ImmutableArray<ModelCaption> Children) : CaptionJob(Node.Id);
