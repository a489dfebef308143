using System.Globalization;

namespace LongVpo.Media.Live;

/// <summary>Reads from the text of an HLS media playlist when its segments were live (RFC 8216, 4.3.2.6). Everything else of a playlist is FFmpeg's business, which leaves these tags out.</summary>
internal static class HlsPlaylistTimes
{
    private const string DateTag = "#EXT-X-PROGRAM-DATE-TIME:";
    private const string LengthTag = "#EXTINF:";

    /// <summary>When each segment begins, by its absolute URL; empty where the playlist does not say, or where several segments are parts of one file.</summary>
    /// <param name="playlist">Where it was read from.</param>
    /// <param name="text">Its text.</param>
    public static Dictionary<string, DateTimeOffset> Read(Uri playlist, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var times = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        if (text.Contains("#EXT-X-BYTERANGE", StringComparison.Ordinal)) return times;
        DateTimeOffset? now = null;
        var length = TimeSpan.Zero;
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith(DateTag, StringComparison.Ordinal)) now = TimeOf(line[DateTag.Length..]);
            else if (line.StartsWith(LengthTag, StringComparison.Ordinal)) length = LengthOf(line[LengthTag.Length..]);
            // Behind a break nobody knows how much was left out.
            else if (line == "#EXT-X-DISCONTINUITY") now = null;
            else if (line[0] != '#')
            {
                if (now is { } begins && Uri.TryCreate(playlist, line, out var segment)) times[segment.AbsoluteUri] = begins;
                now += length;
            }
        }

        return times;
    }

    private static DateTimeOffset? TimeOf(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private static TimeSpan LengthOf(string text) =>
        double.TryParse(text.Split(',')[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 86_400 ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
}
