using System.Globalization;

namespace LongVpo.Media.Live;

/// <summary>
/// Reads from the text of an HLS media playlist which segments it lists and when they were live (RFC 8216, 4.3.2.6). Everything else of a playlist is FFmpeg's business, which
/// leaves the times out and does not say where it is.
/// </summary>
internal static class HlsListing
{
    private const string DateTag = "#EXT-X-PROGRAM-DATE-TIME:";
    private const string LengthTag = "#EXTINF:";

    /// <summary>The segments in their order; empty where it is no such playlist, or where several segments are parts of one file and so have no address of their own.</summary>
    /// <param name="playlist">Where it was read from.</param>
    /// <param name="text">Its text.</param>
    public static IReadOnlyList<ListedSegment> Read(Uri playlist, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.StartsWith("#EXTM3U", StringComparison.Ordinal) || text.Contains("#EXT-X-BYTERANGE", StringComparison.Ordinal)) return [];
        var segments = new List<ListedSegment>();
        DateTimeOffset? now = null;
        TimeSpan? length = null;
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith(DateTag, StringComparison.Ordinal)) now = TimeOf(line[DateTag.Length..]);
            else if (line.StartsWith(LengthTag, StringComparison.Ordinal)) length = LengthOf(line[LengthTag.Length..]);
            // Behind a break nobody knows how much was left out.
            else if (line == "#EXT-X-DISCONTINUITY") now = null;
            // Only a segment has a length; what else has an address is another playlist.
            else if (line[0] != '#' && length is { } shown)
            {
                if (Uri.TryCreate(playlist, line, out var segment)) segments.Add(new ListedSegment(segment.AbsoluteUri, shown, now));
                (now, length) = (now + shown, null);
            }
        }

        return segments;
    }

    private static DateTimeOffset? TimeOf(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private static TimeSpan LengthOf(string text) =>
        double.TryParse(text.Split(',')[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 86_400 ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
}
