using System.Globalization;
using LongVpo.Media.Native;

namespace LongVpo.Media.Live;

/// <summary>What one session over HTTP needs beside FFmpeg: the gate that its connections pass, the clock of its playlist, and where in it the watch is.</summary>
internal sealed class HttpPassage : IDisposable
{
    private readonly HttpGate? _gate;
    private readonly HlsReader? _reader;

    /// <param name="parts">Limits and judgement.</param>
    /// <param name="location">What is watched.</param>
    /// <param name="place">Where the connection before was; null at the first.</param>
    public HttpPassage(LiveParts parts, LiveLocation location, HlsPlace? place)
    {
        Place = place ?? new HlsPlace();
        HlsClock? clock = null;
        if (HttpGate.IsNeeded)
        {
            _gate = new HttpGate(parts.Guard, location.Place, parts.Live.OpenTimeout, parts.Time);
            _reader = new HlsReader(parts.Guard, location.Place, parts.Live);
            clock = new HlsClock(_reader);
            if (Place.Playlist is { } playlist) SegmentsBack = Place.SegmentsBack(_reader.Read(playlist), parts.Live.CatchUpMost);
        }

        Asked = new AvAsked(
            nested => parts.Guard.AllowsNested(location.Place, nested),
            opened => Place.Opened(opened) is { } segment && Place.Playlist is { } list ? clock?.UtcOf(list, segment) : null);
    }

    /// <summary>Where in its playlist the session is.</summary>
    public HlsPlace Place { get; }

    /// <summary>How many segments before the playlist's end the session goes on where the one before was lost; null where it begins as any other.</summary>
    public int? SegmentsBack { get; }

    /// <summary>What the session asks.</summary>
    public AvAsked Asked { get; }

    /// <summary>What FFmpeg is told beside what the location says.</summary>
    public IEnumerable<KeyValuePair<string, string>> Options
    {
        get
        {
            if (_gate is not null) yield return new("http_proxy", _gate.Url);
            if (SegmentsBack is { } back) yield return new("live_start_index", (-back).ToString(CultureInfo.InvariantCulture));
        }
    }

    public void Dispose()
    {
        _gate?.Dispose();
        _reader?.Dispose();
    }
}
