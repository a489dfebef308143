using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Telemetry;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Actors.Video;

/// <summary>
/// How one video is doing, kept up to date by its actor and read by anybody at any moment. It outlives the actor's incarnations and shares no lock with other videos.
/// </summary>
internal sealed class VideoGauge(VideoId video, int number, ChangeHub hub)
{
    private readonly Lock _gate = new();
    private VideoState _state = VideoState.Empty;
    private WatchPhase _phase = WatchPhase.Idle;
    private string? _reason;
    private string? _unheard;
    private string? _location;
    private bool _isLive;
    private int _restarts;
    private long? _told;
    private RunMeter? _meter;
    private TimeSpan? _lag;
    private RunReading _before = new();

    public VideoId Video => video;

    /// <summary>How many messages wait for the video's actor.</summary>
    public Func<int> InboxDepth { get; set; } = () => 0;

    /// <summary>Why watching was given up; null unless it was.</summary>
    public string? Failure
    {
        get
        {
            lock (_gate) return _phase == WatchPhase.Failed ? _reason : null;
        }
    }

    /// <summary>What is being done about the video; followers hear of it when it is another one than before.</summary>
    public void Enter(WatchPhase phase, string? reason) => Enter(phase, reason, onlyRunning: false);

    /// <summary>What the reading of a run notices; it counts for nothing once the run is over.</summary>
    public void Notice(WatchPhase phase, string? reason) => Enter(phase, reason, onlyRunning: true);

    /// <summary>Speech is not being written down now, or is again.</summary>
    /// <param name="problem">One sentence why not; null when it is, or is not meant to be.</param>
    public void Hear(string? problem)
    {
        lock (_gate) _unheard = problem;
    }

    /// <summary>Whether nothing keeps speech from being written down at this moment.</summary>
    public bool IsHearing
    {
        get
        {
            lock (_gate) return _unheard is null;
        }
    }

    /// <summary>End of the last sealed segment, as far as this process knows.</summary>
    public MediaTime? SealedTo
    {
        get
        {
            lock (_gate) return _state.Watermark;
        }
    }

    /// <summary>Whether the video is sealed up to a time, as far as this process knows.</summary>
    public bool IsSealed(MediaTime time)
    {
        lock (_gate) return _state.Finished is not null || _state.Watermark >= time;
    }

    /// <summary>The actor is there again after a failure.</summary>
    public void Restarted()
    {
        lock (_gate) _restarts++;
    }

    /// <summary>A run begins; what is counted from now on is counted here.</summary>
    public void Begin(RunMeter meter)
    {
        lock (_gate)
        {
            if (_meter is not null) _before = Total(_meter.Read());
            (_meter, _lag) = (meter, null);
        }
    }

    /// <summary>The source as it was found.</summary>
    public void Found(string location, bool isLive)
    {
        lock (_gate) (_location, _isLive) = (location, isLive);
    }

    /// <summary>This is in the store; followers hear of it when a crash came between its storing and their being told.</summary>
    public void CatchUp(StoredEvent stored)
    {
        WatchPhase phase;
        string? reason;
        lock (_gate)
        {
            if (_told is not { } told || stored.Version <= told) return;
            (_told, phase, reason) = (stored.Version, _phase, _reason);
        }

        hub.Publish(new VideoChange(video, stored.Version, stored.Event, phase, reason));
    }

    /// <summary>The state was loaded from the store.</summary>
    public void Load(VideoState state)
    {
        lock (_gate) (_state, _told) = (state, _told ?? state.Version);
    }

    /// <summary>Events were stored and lead to this state.</summary>
    /// <param name="state">The state now.</param>
    /// <param name="events">What was stored.</param>
    /// <param name="storing">When the storing began, as a time stamp of the clock.</param>
    public void Keep(VideoState state, IReadOnlyList<VideoEvent> events, long storing)
    {
        WatchPhase phase;
        string? reason;
        lock (_gate)
        {
            (_state, _told, phase, reason) = (state, state.Version, _phase, _reason);
            foreach (var sealing in events.OfType<SegmentSealed>()) Found(sealing.Segment, storing);
        }

        for (var i = 0; i < events.Count; i++) hub.Publish(new VideoChange(video, state.Version - events.Count + 1 + i, events[i], phase, reason));
    }

    /// <summary>What it has counted so far.</summary>
    public VideoCounts Counts()
    {
        lock (_gate)
        {
            var run = _meter?.Read() ?? new RunReading();
            var total = Total(run);
            return new VideoCounts
            {
                Video = video,
                Number = number,
                FramesReceived = total.Received,
                FramesProcessed = total.Processed,
                FramesDropped = total.Dropped,
                FramesPending = run.Pending,
                Reconnects = total.Reconnects,
                Restarts = _restarts,
                Gaps = _state.Gaps,
                GapTime = _state.GapTime,
                Segments = _state.Segments,
                Lag = _lag,
                FeedDepth = _meter?.FeedDepth() ?? 0,
                InboxDepth = InboxDepth(),
            };
        }
    }

    /// <summary>How it is doing now.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="location">Where it was asked for, while nothing of it is known.</param>
    public VideoStatus Read(string? name, string? location)
    {
        lock (_gate)
        {
            var run = _meter?.Read() ?? new RunReading();
            var at = _state.Watermark;
            return new VideoStatus
            {
                Video = video,
                Location = _location ?? _state.Source?.Location ?? location ?? video.Value,
                Name = name,
                Phase = _phase,
                Reason = _reason,
                NotRecorded = _meter?.Source.NotRecorded,
                Unheard = _unheard,
                IsLive = _isLive || _state.Source is { IsLive: true },
                Start = _state.Start,
                Watermark = at,
                WatermarkUtc = at is { } seen ? _state.Clock?.UtcOf(seen) : null,
                Received = run.Latest,
                Lag = _lag,
                Rate = _phase is WatchPhase.Watching or WatchPhase.Reconnecting ? run.Rate : null,
                Reconnects = run.Reconnects,
                FramesReceived = run.Received,
                FramesProcessed = run.Processed,
                FramesDropped = run.Dropped,
                FramesPending = run.Pending,
                Segments = _state.Segments,
                Gaps = _state.Gaps,
                GapTime = _state.GapTime,
                Restarts = _restarts,
                FramesCorrupt = _state.FramesCorrupt,
            };
        }
    }

    // Deciding and entering are one step: a run that has just ended must not be shown as watching because its reading was about to say so.
    private void Enter(WatchPhase phase, string? reason, bool onlyRunning)
    {
        lock (_gate)
        {
            if (onlyRunning && _phase is not (WatchPhase.Opening or WatchPhase.Watching or WatchPhase.Reconnecting)) return;
            if (phase == _phase && reason == _reason) return;
            (_phase, _reason) = (phase, reason);
            // Within the lock, so that followers hear of phases in their order.
            hub.Publish(new VideoChange(video, 0, null, phase, reason));
        }
    }

    private RunReading Total(RunReading run) => new()
    {
        Received = _before.Received + run.Received,
        Processed = _before.Processed + run.Processed,
        Dropped = _before.Dropped + run.Dropped,
        Reconnects = _before.Reconnects + run.Reconnects,
    };

    private void Found(Segment segment, long storing)
    {
        if (_meter?.Findable(segment.Span.Id.Ordinal) is not { } lag) return;
        _lag = lag;
        Signals.SegmentLag.Record(lag.TotalSeconds);
        _meter.Traces.Findable(segment, storing);
    }
}
