using LongVpo.Core.Frames;
using LongVpo.Core.Segments;
using LongVpo.Core.Telemetry;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Actors.Video;

/// <summary>
/// Counts what became of one run's frames and how long its segments took, from three sides (reading, observing, storing) at once. A live source keeps the ledger of what it
/// never handed over itself; the two are read as one.
/// </summary>
/// <param name="video">Whose frames.</param>
/// <param name="time">The clock of arrivals.</param>
/// <param name="resumeAt">Frames before it are replayed to the cutter and observed by nobody; null when nothing is.</param>
internal sealed class RunMeter(VideoId video, TimeProvider time, MediaTime? resumeAt)
{
    public VideoId Video => video;

    private static readonly TimeSpan RateWindow = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ArrivalStep = TimeSpan.FromSeconds(0.05);
    private static readonly TimeSpan RateStep = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Queue<(MediaTime Time, long Stamp)> _arrivals = new();
    private readonly Dictionary<int, long> _ended = [];
    private readonly Queue<(MediaTime Time, long Stamp)> _rates = new();
    private long _received;
    private long _processed;
    private long _dropped;
    private MediaTime? _latest;
    private MediaTime? _lastArrival;
    private long _lastRate;

    /// <summary>Where the source shows its own ledger.</summary>
    public SourceMeter Source { get; } = new();

    /// <summary>Where the run's segments are on their way.</summary>
    public SegmentTraces Traces { get; } = new(video, time);

    /// <summary>The clock's time stamp, for those who tell when a part of the work began; 0, without a look at the clock, while nobody listens to what they tell.</summary>
    public long Now => Signals.StepTime.Enabled || Signals.Traces.HasListeners() ? time.GetTimestamp() : 0;

    /// <summary>The seconds between two of these time stamps.</summary>
    public double Seconds(long stamps) => (double)stamps / time.TimestampFrequency;

    /// <summary>How many items wait between reading and observing.</summary>
    public Func<int> FeedDepth { get; set; } = () => 0;

    /// <summary>When the earliest footage arrived that is in no segment yet, as a time stamp of the clock; null when there is none.</summary>
    public long? OldestOpen
    {
        get
        {
            lock (_gate) return _arrivals.TryPeek(out var oldest) ? oldest.Stamp : null;
        }
    }

    /// <summary>The source has said this.</summary>
    public void Received(MediaEvent happened)
    {
        lock (_gate)
        {
            switch (happened)
            {
                case FrameDecoded frame:
                    _received++;
                    if (frame.Time < resumeAt) _processed++;
                    else Arrived(frame.Time);
                    break;
                case AudioDecoded sound:
                    _latest = _latest is { } seen ? MediaTime.Max(seen, sound.Range.End) : sound.Range.End;
                    break;
                case FramesDropped dropped:
                    _received += dropped.Frames;
                    _dropped += dropped.Frames;
                    break;
            }
        }
    }

    /// <summary>A frame was observed.</summary>
    public void Processed()
    {
        lock (_gate) _processed++;
    }

    /// <summary>A segment's end was decided.</summary>
    public void Ended(SegmentSpan span)
    {
        lock (_gate)
        {
            var stamp = time.GetTimestamp();
            var first = _arrivals.TryPeek(out var earliest) ? earliest.Stamp : stamp;
            while (_arrivals.TryPeek(out var oldest) && oldest.Time < span.Range.End) stamp = _arrivals.Dequeue().Stamp;
            // The frame that ends a segment is the first of the next one; a segment that ends without one ended with its last.
            if (_arrivals.TryPeek(out var next)) stamp = next.Stamp;
            _ended[span.Id.Ordinal] = stamp;
            Traces.Decided(span, first, stamp);
        }
    }

    /// <summary>A segment can be found.</summary>
    /// <returns>How long that took from the arrival of its end; null for one that this run did not read.</returns>
    public TimeSpan? Findable(int ordinal)
    {
        lock (_gate) return _ended.Remove(ordinal, out var stamp) ? time.GetElapsedTime(stamp) : null;
    }

    public RunReading Read()
    {
        lock (_gate)
        {
            // The source is looked at last: what it had handed over by then is at least what was counted here, so nothing pending is negative.
            var source = Source.Current;
            return new RunReading
            {
                Received = source.Received > 0 ? source.Received : _received,
                Processed = _processed,
                Dropped = source.Received > 0 ? source.Dropped : _dropped,
                Reconnects = source.Reconnects,
                Latest = _latest,
                Rate = Rate(),
            };
        }
    }

    private void Arrived(MediaTime at)
    {
        var stamp = time.GetTimestamp();
        _latest = _latest is { } seen ? MediaTime.Max(seen, at) : at;
        if (_lastArrival is not { } last || _arrivals.Count == 0 || at.Since(last) >= ArrivalStep)
        {
            _arrivals.Enqueue((at, stamp));
            _lastArrival = at;
        }

        if (_rates.Count > 0 && time.GetElapsedTime(_lastRate, stamp) < RateStep) return;
        _lastRate = stamp;
        _rates.Enqueue((at, stamp));
        while (time.GetElapsedTime(_rates.Peek().Stamp, stamp) > RateWindow) _rates.Dequeue();
    }

    private double? Rate()
    {
        if (_latest is not { } latest || !_rates.TryPeek(out var first)) return null;
        var elapsed = time.GetElapsedTime(first.Stamp).TotalSeconds;
        return elapsed < 1 ? null : Math.Round(Math.Max(0, latest.Since(first.Time).TotalSeconds) / elapsed, 3);
    }
}
