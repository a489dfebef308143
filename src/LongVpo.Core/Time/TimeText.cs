using System.Globalization;

namespace LongVpo.Core.Time;

/// <summary>
/// Writes times the way people read a player's clock, so that a time in an answer can be found in any player and typed back into a question.
/// </summary>
public static class TimeText
{
    /// <summary><c>0:45</c>, <c>2:03.5</c>, <c>1:02:03</c>: tenths of a second only where there are any, hours only from one hour on.</summary>
    public static string Of(MediaTime time) => OfSeconds(time.Seconds);

    /// <summary>As <see cref="Of(MediaTime)"/>; a time before zero is written with a minus.</summary>
    public static string OfSeconds(double seconds)
    {
        var tenths = (long)Math.Round(Math.Abs(seconds) * 10, MidpointRounding.AwayFromZero);
        var (whole, part) = (tenths / 10, tenths % 10);
        var sign = seconds < 0 && tenths > 0 ? "-" : "";
        var fraction = part == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $".{part}");
        return whole < 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{sign}{whole / 60}:{whole % 60:D2}{fraction}")
            : string.Create(CultureInfo.InvariantCulture, $"{sign}{whole / 3600}:{whole / 60 % 60:D2}:{whole % 60:D2}{fraction}");
    }

    /// <summary><c>0:10–0:12.5</c>, or one time when both ends are written alike.</summary>
    public static string Of(TimeRange range)
    {
        var (from, to) = (Of(range.Start), Of(range.End));
        return from == to ? from : $"{from}–{to}";
    }

    /// <summary>A length in words: <c>0.4 seconds</c>, <c>17 seconds</c>, <c>2 minutes 5 seconds</c>, <c>1 hour 2 minutes</c>. Parts too small to matter are left out.</summary>
    public static string Length(TimeSpan length)
    {
        var seconds = Math.Max(0, length.TotalSeconds);
        if (seconds < 9.95) return Count(Math.Round(seconds, 1), "second");
        var whole = (long)Math.Round(seconds);
        if (whole < 60) return Count(whole, "second");
        if (whole < 3600) return Two(whole / 60, "minute", whole % 60, "second");
        var minutes = (long)Math.Round(seconds / 60);
        return Two(minutes / 60, "hour", minutes % 60, "minute");
    }

    /// <summary>Reads a time as people write it: seconds, or minutes and seconds, or hours, minutes and seconds with colons. Null when it is none, or beyond 1e9 s.</summary>
    public static MediaTime? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var negative = text.StartsWith('-');
        var parts = (negative ? text[1..] : text).Split(':');
        if (parts.Length > 3) return null;
        var seconds = 0.0;
        for (var i = 0; i < parts.Length; i++)
        {
            var style = i == parts.Length - 1 ? NumberStyles.AllowDecimalPoint : NumberStyles.None;
            if (!double.TryParse(parts[i], style, CultureInfo.InvariantCulture, out var part) || (i > 0 && part >= 60)) return null;
            seconds = (seconds * 60) + part;
        }

        return seconds <= 1e9 ? MediaTime.FromSeconds(negative ? -seconds : seconds) : null;
    }

    private static string Two(long large, string largeUnit, long small, string smallUnit) =>
        small == 0 ? Count(large, largeUnit) : $"{Count(large, largeUnit)} {Count(small, smallUnit)}";

    private static string Count(double number, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:0.#} {unit}{(number == 1 ? "" : "s")}");
}
