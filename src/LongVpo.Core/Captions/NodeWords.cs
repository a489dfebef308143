using System.Collections.Immutable;
using LongVpo.Core.Time;
using LongVpo.Core.Trees;

namespace LongVpo.Core.Captions;

/// <summary>Words for many segments at once: how long, how cut, what prevails. What holds for less than half of a stretch does not describe it.</summary>
internal static class NodeWords
{
    private const double Prevails = 0.5;
    private const double Notable = 0.2;

    /// <summary><c>3 shots over 12 seconds.</c></summary>
    public static string Shape(TreeLevel level, NodeSummary summary, TimeRange range, int children)
    {
        var length = TimeText.Length(range.Duration);
        // A stretch may begin inside a shot, which then counts for none of its segments.
        var shots = Math.Max(1, summary.Shots);
        var cut = shots == 1 ? $"One shot of {length}" : $"{PictureWords.Count(shots, "shot")} over {length}";
        var inside = level switch
        {
            TreeLevel.Chapter when children > 1 => $" in {PictureWords.Count(children, "scene")}",
            TreeLevel.Programme when children > 1 => $" in {PictureWords.Count(children, "chapter")}",
            _ => "",
        };
        var gradual = new List<string>();
        if (summary.Fades > 0) gradual.Add(PictureWords.Count(summary.Fades, "fade"));
        if (summary.Dissolves > 0) gradual.Add(PictureWords.Count(summary.Dissolves, "gradual change"));
        return cut + inside + (gradual.Count > 0 ? $", with {PictureWords.Join(gradual)}." : ".");
    }

    /// <summary>What prevails in the picture; null when nothing does.</summary>
    public static string? Look(NodeSummary summary)
    {
        if (summary.Seconds <= 0) return null;
        if (summary.BlackSeconds >= 0.9 * summary.Seconds) return "The picture is black.";
        var look = PictureWords.Look(Prevailing(summary.BrightnessSeconds, summary.Seconds), summary.ColourSeconds.Select(c => KeyValuePair.Create(c.Key, c.Value / summary.Seconds)));
        var motion = Prevailing(summary.MotionSeconds, summary.Seconds);
        var parts = new List<string>();
        if (look.Length > 0) parts.Add($"the pictures are {look}");
        if (motion is "still" or "slight" or "strong") parts.Add(motion == "still" ? "nothing moves" : motion == "slight" ? "there is little movement" : "there is fast movement");
        var camera = PictureWords.Camera(summary.CameraSeconds.Where(c => c.Value >= Notable * summary.Seconds).OrderByDescending(c => c.Value).Select(c => c.Key));
        if (camera is not null) parts.Add($"the camera {camera}");
        if (summary.BlackSeconds >= 1) parts.Add($"it is black for {TimeText.Length(TimeSpan.FromSeconds(summary.BlackSeconds))}");
        return parts.Count == 0 ? null : PictureWords.Sentence(PictureWords.Join(parts));
    }

    /// <summary>The most telling texts in the order in which they came; null when there are none.</summary>
    public static string? Texts(ImmutableArray<TellingText> texts, int most) =>
        texts.IsEmpty ? null : PictureWords.Join([.. texts.Take(most).OrderBy(t => t.FirstAt).Select(t => PictureWords.Quote(t.Text, 60))]);

    public static string? Lines(NodeSummary summary, int most)
    {
        if (summary.Lines == 0 && summary.SpokenTexts.IsEmpty) return null;
        var count = Math.Max(summary.Lines, summary.SpokenTexts.Length);
        var quoted = Texts(summary.SpokenTexts, Math.Max(1, most - 1));
        return count == 1 ? $"One subtitle or caption line: {quoted}." : $"{PictureWords.Count(count, "subtitle or caption line")}, among them {quoted}.";
    }

    public static string? Sound(NodeSummary summary)
    {
        if (summary.Seconds <= 0) return null;
        if (summary.SilenceSeconds >= 0.9 * summary.Seconds) return "It is silent.";
        var level = Prevailing(summary.LoudnessSeconds, summary.Seconds);
        var sound = level is "loud" or "quiet" ? $"The sound is mostly {level}" : null;
        var silent = summary.SilenceSeconds >= Math.Max(1, Notable * summary.Seconds) ? $"it is silent for {TimeText.Length(TimeSpan.FromSeconds(summary.SilenceSeconds))}" : null;
        return (sound, silent) switch { (null, null) => null, (null, _) => PictureWords.Sentence(silent), (_, null) => sound + ".", _ => $"{sound}; {silent}." };
    }

    private static string? Prevailing(ImmutableSortedDictionary<string, double> seconds, double total) =>
        seconds.Where(s => s.Value >= Prevails * total).OrderByDescending(s => s.Value).Select(s => s.Key).FirstOrDefault();
}
