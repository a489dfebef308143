using System.Globalization;
using System.Text;

namespace LongVpo.Node.Export;

/// <summary>Writes cues as WebVTT or SubRip so that any player shows what we understood at the right moment.</summary>
public static class CueWriter
{
    /// <summary>The whole file as text. Cues without length or text are left out: players refuse them.</summary>
    public static string Write(IEnumerable<Cue> cues, CueFormat format)
    {
        ArgumentNullException.ThrowIfNull(cues);
        var text = new StringBuilder(format == CueFormat.Vtt ? "WEBVTT\n\n" : string.Empty);
        var number = 0;
        foreach (var cue in cues)
        {
            var words = Clean(cue.Text, format);
            var start = Milliseconds(cue.Start);
            var end = Milliseconds(cue.End);
            if (words.Length == 0 || end <= start) continue;
            text.Append(CultureInfo.InvariantCulture, $"{++number}\n{Clock(start, format)} --> {Clock(end, format)}\n{words}\n\n");
        }

        return text.ToString();
    }

    private static long Milliseconds(double seconds) => (long)Math.Round(Math.Max(0, seconds) * 1000);

    private static string Clock(long milliseconds, CueFormat format)
    {
        var time = TimeSpan.FromMilliseconds(milliseconds);
        var point = format == CueFormat.Vtt ? '.' : ',';
        return string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:D2}:{time.Minutes:D2}:{time.Seconds:D2}{point}{time.Milliseconds:D3}");
    }

    /// <summary>An empty line ends a cue and <c>--></c> begins one, so neither may stand in the text; WebVTT reads &lt; and &amp; as markup.</summary>
    private static string Clean(string text, CueFormat format)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var words = string.Join('\n', lines).Replace("-->", "->", StringComparison.Ordinal);
        return format == CueFormat.Vtt
            ? words.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
            : words;
    }
}
