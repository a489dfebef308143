using System.Diagnostics.Metrics;
using LongVpo.Actors.Video;
using LongVpo.Core.Telemetry;

namespace LongVpo.Node.Telemetry;

/// <summary>
/// Shows how a node's videos are doing as metrics, read only when somebody collects them. A video has its own series up to a limit and keeps it for as long as the process
/// lives; all beyond are added up, so the number of series has a bound however many videos come and go.
/// </summary>
internal sealed class VideoInstruments : IDisposable
{
    private const string Rest = "_other";

    private readonly Meter _meter = new(Signals.Name);
    private readonly Func<IReadOnlyList<VideoCounts>> _read;
    private readonly int _apart;

    /// <param name="read">Says how the videos are doing; called from the collecting thread.</param>
    /// <param name="apart">How many videos are told by their own id.</param>
    public VideoInstruments(Func<IReadOnlyList<VideoCounts>> read, int apart)
    {
        (_read, _apart) = (read, apart);
        Total("longvpo.video.frames.received", "{frame}", "Frames that were decoded, or told to be lost.", c => c.FramesReceived);
        Total("longvpo.video.frames.processed", "{frame}", "Frames that were observed.", c => c.FramesProcessed);
        Total("longvpo.video.frames.dropped", "{frame}", "Frames that a live source had to let go.", c => c.FramesDropped);
        Now("longvpo.video.frames.pending", "{frame}", "Frames on their way.", c => c.FramesPending);
        Total("longvpo.video.reconnects", "{reconnect}", "Times that a source was opened again.", c => c.Reconnects);
        Total("longvpo.video.restarts", "{restart}", "Times that watching began again after a failure.", c => c.Restarts);
        Now("longvpo.video.gaps", "{gap}", "Gaps in the video's timeline, over its whole history.", c => c.Gaps);
        _meter.CreateObservableUpDownCounter("longvpo.video.gap.time", () => Read(c => c.GapTime.TotalSeconds), "s", "Footage missing in the video's timeline, over its whole history.");
        Now("longvpo.video.segments", "{segment}", "Sealed segments, over its whole history.", c => c.Segments);
        _meter.CreateObservableUpDownCounter("longvpo.video.queue.depth", Depths, "{item}", "Items that wait: for observing (feed), for the video's actor (inbox).");
        _meter.CreateObservableGauge("longvpo.video.lag", Lags, "s", "From the arrival of the last segment's end to its being findable; of the rest the longest.");
    }

    /// <summary>Whether a meter is this one: every node of a process has one of the same name.</summary>
    public bool Owns(Meter meter) => meter == _meter;

    public void Dispose() => _meter.Dispose();

    private void Total(string name, string unit, string description, Func<VideoCounts, long> value) =>
        _meter.CreateObservableCounter(name, () => Read(value), unit, description);

    private void Now(string name, string unit, string description, Func<VideoCounts, long> value) =>
        _meter.CreateObservableUpDownCounter(name, () => Read(value), unit, description);

    private IEnumerable<Measurement<long>> Depths()
    {
        foreach (var depth in Read(c => (long)c.FeedDepth, "feed")) yield return depth;
        foreach (var depth in Read(c => (long)c.InboxDepth, "inbox")) yield return depth;
    }

    private List<Measurement<double>> Lags() =>
        [.. Groups().Where(g => g.Any(c => c.Lag is not null)).Select(g => new Measurement<double>(g.Max(c => c.Lag ?? TimeSpan.Zero).TotalSeconds, Of(g.Key, null)))];

    private List<Measurement<T>> Read<T>(Func<VideoCounts, T> value, string? queue = null)
        where T : struct, System.Numerics.INumber<T> =>
        [.. Groups().Select(g => new Measurement<T>(g.Aggregate(T.Zero, (sum, counts) => sum + value(counts)), Of(g.Key, queue)))];

    private IEnumerable<IGrouping<string, VideoCounts>> Groups() => _read().GroupBy(c => c.Number < _apart ? c.Video.Value : Rest);

    private static KeyValuePair<string, object?>[] Of(string video, string? queue) =>
        queue is null ? [new(Signals.VideoKey, video)] : [new(Signals.VideoKey, video), new("longvpo.queue", queue)];
}
