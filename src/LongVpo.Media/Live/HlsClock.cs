namespace LongVpo.Media.Live;

/// <summary>
/// Says when the segments of an HLS stream were live, from the playlist, because FFmpeg does not read the tags that say so. Called on the decoding thread when FFmpeg has opened
/// something; what cannot be found out is left unknown.
/// </summary>
/// <param name="reader">Reads the playlist.</param>
internal sealed class HlsClock(HlsReader reader)
{
    private const int MissesMost = 2;

    private Dictionary<string, DateTimeOffset> _times = [];
    private int _misses;
    private bool _given;

    /// <summary>When a segment was live; null while nobody knows.</summary>
    /// <param name="playlist">What lists it.</param>
    /// <param name="segment">What was opened.</param>
    public DateTimeOffset? UtcOf(Uri playlist, Uri segment)
    {
        if (_misses >= MissesMost) return null;
        if (!_times.TryGetValue(segment.AbsoluteUri, out var begins))
        {
            _times = TimesOf(reader.Read(playlist));
            if (!_times.TryGetValue(segment.AbsoluteUri, out begins))
            {
                // Segments of several playlists in turn cannot be told apart here, and a playlist without times gets none: both show at the first segment.
                _misses = _given ? _misses + 1 : MissesMost;
                return null;
            }
        }

        (_misses, _given) = (0, true);
        return begins;
    }

    private static Dictionary<string, DateTimeOffset> TimesOf(IReadOnlyList<ListedSegment> listed)
    {
        var times = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var segment in listed)
            if (segment.Begins is { } begins) times[segment.Url] = begins;
        return times;
    }
}
