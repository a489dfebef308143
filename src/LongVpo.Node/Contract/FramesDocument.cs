namespace LongVpo.Node.Contract;

/// <summary>What became of the frames of the run that goes on now: <c>received = processed + dropped + pending</c>.</summary>
public sealed record FramesDocument(long Received, long Processed, long Dropped, long Pending, long Corrupt);
