using LongVpo.Media.Native;

namespace LongVpo.Media.Live;

/// <summary>What one session over HTTP needs beside FFmpeg: the gate that its connections pass, and the clock of its playlist.</summary>
internal sealed class HttpPassage : IDisposable
{
    private readonly HttpGate? _gate;
    private readonly HlsClock? _clock;

    /// <param name="parts">Limits and judgement.</param>
    /// <param name="location">What is watched.</param>
    public HttpPassage(LiveParts parts, LiveLocation location)
    {
        if (HttpGate.IsNeeded)
            (_gate, _clock) = (new HttpGate(parts.Guard, location.Place, parts.Live.OpenTimeout, parts.Time), new HlsClock(parts.Guard, location.Place, parts.Live));
        Asked = new AvAsked(nested => parts.Guard.AllowsNested(location.Place, nested), opened => _clock?.UtcOf(opened));
    }

    /// <summary>What FFmpeg is to take for its proxy; null where the environment names one.</summary>
    public string? Proxy => _gate?.Url;

    /// <summary>What the session asks.</summary>
    public AvAsked Asked { get; }

    public void Dispose()
    {
        _gate?.Dispose();
        _clock?.Dispose();
    }
}
