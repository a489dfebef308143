namespace LongVpo.Media.Live;

/// <summary>
/// Remembers, from one connection to the next, where in a playlist a watch is: FFmpeg by itself begins three segments before the end, and what the playlist still held of an
/// outage would be lost. Used by one decoding thread at a time.
/// </summary>
internal sealed class HlsPlace
{
    // A segment may be added between our look and FFmpeg's, and the last one may not have been read to its end. What comes twice is let go.
    private const int Again = 1;

    private string? _segment;

    /// <summary>The playlist that was read last; null where none was.</summary>
    public Uri? Playlist { get; private set; }

    /// <summary>Takes notice of what FFmpeg has opened. Null for what is no address or a playlist; else the segment, or the key of one.</summary>
    public Uri? Opened(string opened)
    {
        const string encrypted = "crypto+";
        if (!Uri.TryCreate(opened.StartsWith(encrypted, StringComparison.Ordinal) ? opened[encrypted.Length..] : opened, UriKind.Absolute, out var url)) return null;
        if (url.AbsolutePath.EndsWith(".m3u8", StringComparison.OrdinalIgnoreCase) || url.AbsolutePath.EndsWith(".m3u", StringComparison.OrdinalIgnoreCase))
        {
            Playlist = url;
            return null;
        }

        _segment = url.AbsoluteUri;
        return Playlist is null ? null : url;
    }

    /// <summary>How many segments before the end of what is listed now the watch goes on; null where that cannot be said.</summary>
    /// <param name="listed">The playlist as it is now.</param>
    /// <param name="most">Footage older than this is given up.</param>
    public int? SegmentsBack(IReadOnlyList<ListedSegment> listed, TimeSpan most)
    {
        if (_segment is null || listed.Count(segment => segment.Url == _segment) != 1) return null;
        var back = 0;
        var length = TimeSpan.Zero;
        for (var i = listed.Count - 1; i >= 0; i--)
        {
            length += listed[i].Length;
            if (length > most) return null;
            back++;
            if (listed[i].Url == _segment) return Math.Min(back + Again, listed.Count);
        }

        return null;
    }
}
