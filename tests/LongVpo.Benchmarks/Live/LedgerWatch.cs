using LongVpo.Core.Videos;

namespace LongVpo.Benchmarks.Live;

/// <summary>
/// Samples the ledger of frames and counts every look at which it does not add up. A status computes what is pending from the rest, so that sum alone could never be wrong:
/// the source's own ledger, the frames that the observers really took, and the bound on what may wait are looked at as well.
/// </summary>
/// <param name="bed">The system.</param>
/// <param name="videos">How many are watched.</param>
internal sealed class LedgerWatch(LiveBed bed, int videos)
{
    // What waits before the reader, between reading and observing, and behind the cutter's decision, at 60 frames a second and with room.
    private const long PendingMost = 2_000;

    public int Samples { get; private set; }

    public int Violations { get; private set; }

    public long MostPending { get; private set; }

    /// <summary>What was wrong at the first violation; null without one.</summary>
    public string? First { get; private set; }

    public async Task<IReadOnlyList<VideoStatus>> SampleAsync(CancellationToken cancellationToken)
    {
        var takenBefore = bed.Observers.Frames;
        var statuses = await bed.Videos.StatusAsync(cancellationToken);
        var takenAfter = bed.Observers.Frames;
        Samples++;
        foreach (var ledger in bed.Source.Ledgers) Check(ledger.Received == ledger.Delivered + ledger.Dropped + ledger.Pending, $"source {ledger}");
        foreach (var s in statuses)
        {
            MostPending = Math.Max(MostPending, s.FramesPending);
            Check(s.FramesReceived == s.FramesProcessed + s.FramesDropped + s.FramesPending, $"{s.Video}: {s.FramesReceived} in, {s.FramesProcessed} + {s.FramesDropped} + {s.FramesPending}");
            Check(s.FramesPending is >= 0 and < PendingMost, $"{s.Video}: {s.FramesPending} pending");
            if (s.Phase == WatchPhase.Finished) Check(s.FramesPending == 0, $"{s.Video}: {s.FramesPending} pending after the end");
        }

        // A frame that an observer has just taken is counted as processed a moment later, at most one for each video.
        var processed = statuses.Sum(s => s.FramesProcessed);
        Check(processed >= takenBefore - videos && processed <= takenAfter, $"{processed} processed, {takenBefore} to {takenAfter} observed");
        return statuses;
    }

    private void Check(bool holds, string what)
    {
        if (holds) return;
        Violations++;
        First ??= what;
    }
}
