using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Time;
using LongVpo.Media.Native;

namespace LongVpo.Media.Sources;

/// <summary>One reading of a file: its workers, its reader of sound and text, and what they have counted. Disposing it stops and joins every thread.</summary>
internal sealed class FileRun : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly SamplingGrid _grid;
    private readonly bool _onlySampled;
    private readonly MediaTime? _from;
    private readonly List<VideoWorker> _workers = [];
    private IReadOnlyList<DecodedFrame> _batch = [];
    private int _taken;
    private int _interval;
    private MediaTime? _last;
    private long? _lastSlot;
    private long _outOfOrder;
    private long _corrupt;
    private long _sampled;
    private long _decoded;

    private FileRun(DecodePlan plan, MediaTime? from, SamplingOptions sampling, CancellationTokenSource stop, SideReader reader)
    {
        (Plan, _from, _stop) = (plan, from, stop);
        _grid = new SamplingGrid(sampling.Interval);
        _onlySampled = sampling.Frames == FrameSelection.SampledFrames;
        Reader = reader;
        Side = new SideQueue(reader, from);
    }

    public DecodePlan Plan { get; }

    public SideReader Reader { get; }

    public SideQueue Side { get; }

    public long FramesDecoded => _decoded;

    /// <summary>Whether the picture could be decoded at all, also where everything lay before what was asked for.</summary>
    public bool HasPicture => _last is not null;

    /// <summary>Damage that the picture was decoded around; complete when the picture is over.</summary>
    public AvException? Unread => _workers.Select(worker => worker.Unread).FirstOrDefault(unread => unread is not null);

    public static FileRun Start(string path, DecodePlanner planner, SamplingOptions sampling, SourceOptions options, MediaTime? from, CancellationToken cancellationToken)
    {
        var plan = planner.Plan(path, from, cancellationToken);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var run = new FileRun(plan, from, sampling, stop, SideReader.Start(path, options, stop.Token));
        if (plan.Description.VideoCodec is null) return run;
        var settings = planner.Settings(AvWants.Video) with { DecoderThreads = plan.ThreadsPerWorker };
        for (var i = 0; i < plan.Workers; i++)
        {
            var mine = plan.Intervals.Where((_, index) => index % plan.Workers == i).ToList();
            run._workers.Add(VideoWorker.Start(path, settings, mine, plan.PicturesPerWorker, plan.BatchesAhead, stop.Token));
        }

        return run;
    }

    /// <summary>Brings the next frames in; false when the picture is over.</summary>
    /// <exception cref="AvException">A worker failed.</exception>
    public async ValueTask<bool> ReadFramesAsync(CancellationToken cancellationToken)
    {
        while (_interval < Plan.Intervals.Count && _workers.Count > 0)
        {
            var worker = _workers[_interval % _workers.Count];
            if (worker.Batches.TryTake(out var batch))
            {
                (_batch, _taken) = (batch.Frames, 0);
                if (batch.EndsInterval) _interval++;
                return true;
            }

            if (await worker.Batches.WaitAsync(cancellationToken)) continue;
            await worker.Finished;
            return false;
        }

        return false;
    }

    /// <summary>The next frame of what was brought in, in order and with its sampling decided.</summary>
    public bool TryTakeFrame(out FrameDecoded frame)
    {
        while (_taken < _batch.Count)
        {
            var next = _batch[_taken++];
            if (Accept(next) is not { } accepted) continue;
            frame = accepted;
            return true;
        }

        frame = null!;
        return false;
    }

    public SourceCounters Counters()
    {
        var counts = _workers.Select(worker => worker.Counts).Append(Reader.Counts).ToList();
        return new SourceCounters
        {
            PacketsRead = counts.Sum(c => c.Packets),
            BytesRead = counts.Sum(c => c.Bytes),
            FramesDecoded = _decoded,
            FramesSampled = _sampled,
            FramesCorrupt = _corrupt + _workers.Sum(worker => worker.Counts.DecodeErrors),
            FramesOutOfOrder = _outOfOrder + _workers.Sum(worker => worker.Counts.OutOfOrder),
            ReadErrors = counts.Sum(c => c.ReadErrors),
        };
    }

    /// <summary>Where the last packet that was read ends.</summary>
    public MediaTime End()
    {
        var endUs = _workers.Select(worker => worker.Counts.EndUs).Append(Reader.Counts.EndUs).Append(0).Max();
        return MediaTime.Max(new MediaTime(endUs, TimeBase.Microseconds), _last ?? MediaTime.Zero);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var task in _workers.Select(worker => worker.Finished).Append(Reader.Finished)) await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        for (; _taken < _batch.Count; _taken++) _batch[_taken].Picture?.Dispose();
        foreach (var worker in _workers)
            while (worker.Batches.TryTake(out var batch))
                foreach (var frame in batch.Frames) frame.Picture?.Dispose();
        _workers.ForEach(worker => worker.Dispose());
        Reader.Dispose();
        _stop.Dispose();
    }

    private FrameDecoded? Accept(DecodedFrame frame)
    {
        if (_last is { } last && frame.Time <= last)
        {
            _outOfOrder++;
            frame.Picture?.Dispose();
            return null;
        }

        _last = frame.Time;
        var slot = _grid.SlotOf(frame.Time);
        var sampled = frame.Picture is not null && (!frame.Undecided || _lastSlot is null || slot > _lastSlot);
        _lastSlot = slot;
        if (!sampled) frame.Picture?.Dispose();
        if (frame.Time < _from || (_onlySampled && !sampled))
        {
            if (sampled) frame.Picture?.Dispose();
            return null;
        }

        _decoded++;
        if (sampled) _sampled++;
        if (frame.Corrupt) _corrupt++;
        return new FrameDecoded(frame.Time, frame.Thumb, sampled ? frame.Picture : null, frame.Corrupt);
    }
}
