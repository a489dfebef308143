using LongVpo.Core.Videos;

namespace LongVpo.Actors.Video;

/// <summary>
/// How one video is doing, kept up to date by its actor and read by anybody at any moment. It outlives the actor's incarnations and shares no lock with other videos.
/// </summary>
internal sealed class VideoGauge(VideoId video, ChangeHub hub)
{
    private readonly Lock _gate = new();
    private VideoState _state = VideoState.Empty;
    private WatchPhase _phase = WatchPhase.Idle;
    private string? _reason;
    private string? _location;
    private bool _isLive;
    private int _restarts;

    /// <summary>What is being done about the video; followers hear of it when it is another one than before.</summary>
    public void Enter(WatchPhase phase, string? reason)
    {
        lock (_gate)
        {
            if (phase == _phase && reason == _reason) return;
            if (phase == WatchPhase.Restarting) _restarts++;
            (_phase, _reason) = (phase, reason);
        }

        hub.Publish(new VideoChange(video, 0, null, phase, reason));
    }

    /// <summary>The source as it was found.</summary>
    public void Found(string location, bool isLive)
    {
        lock (_gate) (_location, _isLive) = (location, isLive);
    }

    /// <summary>The state was loaded from the store.</summary>
    public void Load(VideoState state)
    {
        lock (_gate) _state = state;
    }

    /// <summary>Events were stored and lead to this state.</summary>
    public void Keep(VideoState state, IReadOnlyList<VideoEvent> events)
    {
        WatchPhase phase;
        string? reason;
        lock (_gate) (_state, phase, reason) = (state, _phase, _reason);
        for (var i = 0; i < events.Count; i++) hub.Publish(new VideoChange(video, state.Version - events.Count + 1 + i, events[i], phase, reason));
    }

    /// <summary>How it is doing now.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="location">Where it was asked for, while nothing of it is known.</param>
    public VideoStatus Read(string? name, string? location)
    {
        lock (_gate)
        {
            return new VideoStatus
            {
                Video = video,
                Location = _location ?? _state.Source?.Location ?? location ?? video.Value,
                Name = name,
                Phase = _phase,
                Reason = _reason,
                IsLive = _isLive || _state.Source is { IsLive: true },
                Start = _state.Start,
                Watermark = _state.Watermark,
                Segments = _state.Segments,
                Gaps = _state.Gaps,
                GapTime = _state.GapTime,
                Restarts = _restarts,
                FramesCorrupt = _state.FramesCorrupt,
            };
        }
    }
}
