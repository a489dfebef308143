using System.Globalization;
using System.Text.RegularExpressions;
using LongVpo.Core.Time;

namespace LongVpo.Media.Recording;

/// <summary>
/// One file of recorded footage, known from its name alone: <c>START_END_UTC.ts</c>, with times of the timeline in microseconds and the moment when its start was live, so
/// that what is there for a stretch is found without opening anything, after a crash as well. A file that is still written has <c>open</c> for its end.
/// </summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Start">Its first key frame.</param>
/// <param name="End">Where its last picture ends; null while it is written.</param>
/// <param name="Utc">When its start was live.</param>
/// <param name="Bytes">Its length.</param>
public sealed partial record RecordedFile(string Path, MediaTime Start, MediaTime? End, DateTimeOffset Utc, long Bytes)
{
    private const string UtcForm = "yyyyMMdd'T'HHmmss.fff'Z'";

    /// <summary>When its end was live; of one that is still written, its start.</summary>
    public DateTimeOffset EndUtc => Utc + (End?.Since(Start) ?? TimeSpan.Zero);

    /// <summary>The name for a file with these times.</summary>
    public static string NameOf(MediaTime start, MediaTime? end, DateTimeOffset utc, string extension) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Microseconds(start):D16}_{(end is { } known ? Microseconds(known).ToString("D16", CultureInfo.InvariantCulture) : "open")}_{utc.UtcDateTime.ToString(UtcForm, CultureInfo.InvariantCulture)}.{extension}");

    /// <summary>What a path says; null when it is no recorded file.</summary>
    public static RecordedFile? Parse(string path, long bytes)
    {
        var match = Form().Match(System.IO.Path.GetFileName(path));
        if (!match.Success || !DateTimeOffset.TryParseExact(match.Groups["utc"].Value, UtcForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var utc)) return null;
        var (start, end) = (TimeOf(match.Groups["start"].Value), match.Groups["end"].Value is var text && text != "open" ? TimeOf(text) : (MediaTime?)null);
        return end < start ? null : new RecordedFile(path, start, end, utc, bytes);
    }

    /// <summary>A time in whole microseconds, as names and the native side have it.</summary>
    internal static long Microseconds(MediaTime time) => (long)Math.Round(time.Since(MediaTime.Zero).Ticks / 10.0, MidpointRounding.AwayFromZero);

    internal static MediaTime TimeOf(long microseconds) => new(microseconds, TimeBase.Microseconds);

    private static MediaTime TimeOf(string microseconds) => TimeOf(long.Parse(microseconds, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^(?<start>-?\d{16})_(?<end>-?\d{16}|open)_(?<utc>\d{8}T\d{6}\.\d{3}Z)\.(ts|mkv)$")]
    private static partial Regex Form();
}
