using LongVpo.Core.Options;
using LongVpo.Core.Time;
using LongVpo.Media.Native;

namespace LongVpo.Media.Sources;

/// <summary>
/// Cuts a file into intervals at key frames that the container's own seeking finds. Where key frames are not found, timestamps may jump or the file is
/// short, it is decoded from the beginning in one part: slower, never different.
/// </summary>
/// <param name="sampling">Which pictures are wanted.</param>
/// <param name="options">Limits.</param>
/// <param name="pace">The multiple of its own clock at which the file will be taken; null as fast as it decodes.</param>
internal sealed class DecodePlanner(SamplingOptions sampling, SourceOptions options, double? pace = null)
{
    private const int WorkersMax = 4;

    // Thumbs of about 1500 frames wait at most, some 5 MB; pictures are bounded by the pool.
    private const int BatchesMost = 96;

    // What is played as live needs no more ready than a few frames: many files that all decode half a minute ahead when they begin would keep everything else from the cores.
    private const int BatchesPaced = 4;

    // Below this, starting a worker costs more than it saves.
    private static readonly TimeSpan IntervalMin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan IntervalMax = TimeSpan.FromSeconds(20);

    public DecodePlan Plan(string path, MediaTime? from, CancellationToken cancellationToken)
    {
        using var session = AvSession.Open(path, Settings(AvWants.Video), cancellationToken);
        var about = session.Description;
        var workers = options.DecodeWorkers == 0 ? Math.Min(Environment.ProcessorCount, WorkersMax) : options.DecodeWorkers;
        // Played at a pace, the next frame counts and not the next interval: one part, and the decoder's own threads where it needs several.
        var most = pace is null ? workers : 1;
        var pictures = PicturesPerWorker(about, most);
        IReadOnlyList<DecodeInterval> intervals = about is { VideoCodec: not null, Seekable: true, Duration: not null }
            ? Intervals(session, about, from, most, pictures)
            : [new DecodeInterval(null, null)];
        var parts = Math.Min(most, intervals.Count);
        return new DecodePlan(about, intervals, parts, parts > 1 ? 1 : workers, PicturesPerWorker(about, parts), BatchesAhead());
    }

    public AvSettings Settings(AvWants wants) => new()
    {
        Wants = wants,
        Mode = (int)sampling.Frames,
        MaxSidePixels = sampling.MaxSidePixels,
        SampleInterval = sampling.Interval,
        Timeout = options.ReadTimeout,
    };

    private int BatchesAhead() => pace is { } times ? (int)Math.Clamp(Math.Ceiling(BatchesPaced * times), BatchesPaced, BatchesMost) : BatchesMost;

    private int PicturesPerWorker(AvDescription about, int workers)
    {
        var side = Math.Max(Math.Max(about.Width, about.Height), 1);
        var scale = Math.Min(1.0, (double)sampling.MaxSidePixels / side);
        var bytes = Math.Max(about.Width * scale * about.Height * scale * 3, 1);
        return (int)Math.Clamp(options.PictureMemoryMiB * 1048576.0 / bytes / workers, 8, 256);
    }

    private List<DecodeInterval> Intervals(AvSession session, AvDescription about, MediaTime? from, int workers, int pictures)
    {
        var timeBase = about.VideoTimeBase;
        long TicksOf(double seconds) => (long)(seconds * timeBase.Denominator / timeBase.Numerator);
        var start = about.StartUs / 1e6;
        var end = start + about.Duration!.Value.TotalSeconds;
        var first = from is { Seconds: var asked } && asked > start ? KeyBefore(session, TicksOf(asked)) : null;
        if (first is { } key) start = new MediaTime(key.Pts, timeBase).Seconds;
        // An interval's samples should fit into the pictures its worker may hold, else the workers wait for each other.
        var roomSeconds = Math.Max(pictures - 4, 4) * sampling.Interval.TotalSeconds;
        var step = Math.Clamp((end - start) / (2 * workers), IntervalMin.TotalSeconds, Math.Min(IntervalMax.TotalSeconds, Math.Max(roomSeconds, IntervalMin.TotalSeconds)));
        var cuts = workers > 1 ? Cuts(session, first?.Pts, TicksOf(start), TicksOf(end), Math.Max(TicksOf(step), 1)) : [];
        var intervals = new List<DecodeInterval>(cuts.Count + 1);
        for (var i = 0; i <= cuts.Count; i++)
            intervals.Add(new DecodeInterval(i == 0 ? first : cuts[i - 1], i < cuts.Count ? cuts[i].Pts : null));
        return intervals;
    }

    // Strictly before, so that the frame before the first wanted one is known and the sampling grid with it.
    private static KeyFrame? KeyBefore(AvSession session, long ticks) => session.FindKey(ticks - 1) is { } key && key.Pts < ticks ? key : null;

    private static List<KeyFrame> Cuts(AvSession session, long? after, long start, long end, long step)
    {
        var cuts = new List<KeyFrame>();
        var last = after ?? start;
        for (var at = start + step; at < end - (step / 4); at += step)
        {
            if (session.FindKey(at) is not { } key) return cuts;
            if (key.Pts < last + (step / 4)) continue;
            cuts.Add(key);
            last = key.Pts;
        }

        return cuts;
    }
}
