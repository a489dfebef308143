using System.Globalization;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Node.Http;

/// <summary>Reads what callers write into paths and queries; what cannot be meant is refused with the name of the part.</summary>
internal static class QueryText
{
    /// <summary>Times further out are typing errors, and would overflow exact times. 1e9 s are 31 years of footage.</summary>
    private const double MaxSeconds = 1e9;

    /// <exception cref="RequestRefusedException">It can be no source's id.</exception>
    public static VideoId Id(string text) => VideoId.IsValid(text)
        ? new VideoId(text)
        : throw RequestRefusedException.NotFound("There is no such source: an id is 1 to 64 lower-case letters, digits and dashes, see /v1/sources.");

    /// <exception cref="RequestRefusedException">It can be no segment's id.</exception>
    public static SegmentId Segment(string text) =>
        text.Length is >= 2 and <= 11 && text[0] == 's' && int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)
            ? new SegmentId(ordinal)
            : throw RequestRefusedException.NotFound("There is no such segment: a segment's id is an s and digits, such as s00012.");

    /// <summary>A time in seconds; null when the part is left out.</summary>
    /// <exception cref="RequestRefusedException">It is not a number of seconds.</exception>
    public static double? Seconds(string name, string? text) => text is null ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? Seconds(name, seconds)
        : throw RequestRefusedException.BadRequest($"{name} is not a time in seconds: write a number such as {name}=12.5.");

    /// <exception cref="RequestRefusedException">It is outside every possible timeline.</exception>
    public static double? Seconds(string name, double? seconds) => seconds is null or (>= -MaxSeconds and <= MaxSeconds)
        ? seconds
        : throw RequestRefusedException.BadRequest($"{name} is not a time in seconds within plus or minus 1e9: write a number such as 12.5.");

    /// <summary>The stretch between two times; null when both are left out.</summary>
    /// <exception cref="RequestRefusedException">It ends before it begins.</exception>
    public static TimeRange? Range(string fromName, double? from, string toName, double? to)
    {
        if (from is null && to is null) return null;
        var (start, end) = (from ?? -MaxSeconds, to ?? MaxSeconds);
        if (end < start) throw RequestRefusedException.BadRequest($"{toName} is before {fromName}: exchange them.");
        return new TimeRange(MediaTime.FromSeconds(start), MediaTime.FromSeconds(end));
    }

    /// <summary>A whole number within bounds, or the default when the part is left out.</summary>
    /// <exception cref="RequestRefusedException">It is not a number, or outside the bounds.</exception>
    public static int Count(string name, string? text, int otherwise, int most) => text is null ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= most ? count
        : throw RequestRefusedException.BadRequest(FormattableString.Invariant($"{name} is not a whole number from 1 to {most}: write for example {name}=100."));
}
