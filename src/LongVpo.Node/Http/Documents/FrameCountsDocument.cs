namespace LongVpo.Node.Http.Documents;

/// <summary>What became of the frames of the current run: received = processed + dropped + pending at every moment.</summary>
internal sealed record FrameCountsDocument(long Received, long Processed, long Dropped, long Pending, long Corrupt);
