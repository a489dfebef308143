using System.Collections.Immutable;
using LongVpo.Core.Observations;
using LongVpo.Core.Segments;

namespace LongVpo.Core.Trees;

/// <summary>
/// The measurements of any stretch of video in bounded space, so that a node's caption is composed from its children's sums and never by reading its segments again.
/// </summary>
public sealed record NodeSummary
{
    /// <summary>Texts kept of each sort; captions quote a handful, the rest are only there to be outweighed late.</summary>
    public const int TextsKept = 12;

    private static readonly ImmutableSortedDictionary<string, double> None = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    public static NodeSummary Empty { get; } = new();

    public int Segments { get; init; }

    /// <summary>Segments that begin a shot: all but those that only continue one.</summary>
    public int Shots { get; init; }

    public int HardCuts { get; init; }

    public int Fades { get; init; }

    public int Dissolves { get; init; }

    /// <summary>Length of all segments together.</summary>
    public double Seconds { get; init; }

    public double BlackSeconds { get; init; }

    public double SilenceSeconds { get; init; }

    /// <summary>Picture-seconds by colour name: the sum of share times length, so that <c>/ Seconds</c> is the mean share.</summary>
    public ImmutableSortedDictionary<string, double> ColourSeconds { get; init; } = None;

    /// <summary>Seconds by motion word (<c>still</c> … <c>strong</c>).</summary>
    public ImmutableSortedDictionary<string, double> MotionSeconds { get; init; } = None;

    /// <summary>Seconds by camera move (<c>pan left</c> …).</summary>
    public ImmutableSortedDictionary<string, double> CameraSeconds { get; init; } = None;

    /// <summary>Seconds by brightness word (<c>dark</c> … <c>bright</c>).</summary>
    public ImmutableSortedDictionary<string, double> BrightnessSeconds { get; init; } = None;

    /// <summary>Seconds by loudness word (<c>quiet</c> … <c>loud</c>); empty when there is no sound.</summary>
    public ImmutableSortedDictionary<string, double> LoudnessSeconds { get; init; } = None;

    /// <summary>Seconds in which the level was measured, and the sum of level times length; see <see cref="MeanLoudness"/>.</summary>
    public double LevelSeconds { get; init; }

    public double LevelSum { get; init; }

    /// <summary>Subtitle and caption lines. A line is counted in the segment in which it ends, because each segment it touches lists it.</summary>
    public int Lines { get; init; }

    public long DamagedFrames { get; init; }

    /// <summary>Text seen in the picture, most telling first; at most <see cref="TextsKept"/>.</summary>
    public ImmutableArray<TellingText> ScreenTexts { get; init; } = [];

    /// <summary>Subtitle and caption lines, most telling first; at most <see cref="TextsKept"/>.</summary>
    public ImmutableArray<TellingText> SpokenTexts { get; init; } = [];

    /// <summary>Mean level in dBFS; null when there is no sound.</summary>
    public double? MeanLoudness => LevelSeconds > 0 ? LevelSum / LevelSeconds : null;

    public NodeSummary Add(Segment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return Merge(Of(segment));
    }

    /// <summary>This stretch followed by another one.</summary>
    public NodeSummary Merge(NodeSummary next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return new NodeSummary
        {
            Segments = Segments + next.Segments,
            Shots = Shots + next.Shots,
            HardCuts = HardCuts + next.HardCuts,
            Fades = Fades + next.Fades,
            Dissolves = Dissolves + next.Dissolves,
            Seconds = Seconds + next.Seconds,
            BlackSeconds = BlackSeconds + next.BlackSeconds,
            SilenceSeconds = SilenceSeconds + next.SilenceSeconds,
            ColourSeconds = Sum(ColourSeconds, next.ColourSeconds),
            MotionSeconds = Sum(MotionSeconds, next.MotionSeconds),
            CameraSeconds = Sum(CameraSeconds, next.CameraSeconds),
            BrightnessSeconds = Sum(BrightnessSeconds, next.BrightnessSeconds),
            LoudnessSeconds = Sum(LoudnessSeconds, next.LoudnessSeconds),
            LevelSeconds = LevelSeconds + next.LevelSeconds,
            LevelSum = LevelSum + next.LevelSum,
            Lines = Lines + next.Lines,
            DamagedFrames = DamagedFrames + next.DamagedFrames,
            ScreenTexts = TopTexts.Merge(ScreenTexts, next.ScreenTexts, TextsKept),
            SpokenTexts = TopTexts.Merge(SpokenTexts, next.SpokenTexts, TextsKept),
        };
    }

    private static NodeSummary Of(Segment segment)
    {
        var span = segment.Span;
        var measured = segment.Observations;
        var loudness = measured.Where(o => o is { Kind: ObservationKind.Loudness, Value: not null }).ToList();
        return new NodeSummary
        {
            Segments = 1,
            Shots = span.OpensWith == Opening.Length ? 0 : 1,
            HardCuts = span.OpensWith == Opening.Hard ? 1 : 0,
            Fades = span.OpensWith == Opening.Fade ? 1 : 0,
            Dissolves = span.OpensWith == Opening.Dissolve ? 1 : 0,
            Seconds = span.Range.Duration.TotalSeconds,
            BlackSeconds = SecondsOf(measured, ObservationKind.Black),
            SilenceSeconds = SecondsOf(measured, ObservationKind.Silence),
            ColourSeconds = ByWord(measured, ObservationKind.Colour, o => o.Value ?? 1),
            MotionSeconds = ByWord(measured, ObservationKind.Motion),
            CameraSeconds = ByWord(measured, ObservationKind.Camera),
            BrightnessSeconds = ByWord(measured, ObservationKind.Brightness),
            LoudnessSeconds = ByWord(measured, ObservationKind.Loudness),
            LevelSeconds = loudness.Sum(o => o.Range.Duration.TotalSeconds),
            LevelSum = loudness.Sum(o => o.Range.Duration.TotalSeconds * o.Value!.Value),
            Lines = measured.Count(o => IsLine(o) && o.Range.Start >= span.Range.Start && o.Range.Start < span.Range.End),
            DamagedFrames = measured.Where(o => o.Kind == ObservationKind.Damage).Sum(o => (long)(o.Value ?? 0)),
            ScreenTexts = TopTexts.Of(measured.Where(o => o.Kind == ObservationKind.ScreenText), Prominence, TextsKept),
            SpokenTexts = TopTexts.Of(measured.Where(IsLine), o => o.Text!.Count(char.IsLetter), TextsKept),
        };
    }

    private static bool IsLine(Observation observation) => observation.Kind is ObservationKind.Subtitle or ObservationKind.ClosedCaption;

    // Text whose box is unknown ranks like small print: a twentieth of the picture's height.
    private static double Prominence(Observation text) =>
        text.Range.Duration.TotalSeconds * (text.Box?.Height ?? 0.05) * (text.Value ?? 1);

    private static double SecondsOf(ImmutableArray<Observation> measured, ObservationKind kind) =>
        measured.Where(o => o.Kind == kind).Sum(o => o.Range.Duration.TotalSeconds);

    private static ImmutableSortedDictionary<string, double> ByWord(
        ImmutableArray<Observation> measured, ObservationKind kind, Func<Observation, double>? share = null)
    {
        var sums = None.ToBuilder();
        foreach (var o in measured.Where(o => o.Kind == kind && !string.IsNullOrEmpty(o.Text)))
            sums[o.Text!] = sums.GetValueOrDefault(o.Text!) + (o.Range.Duration.TotalSeconds * (share?.Invoke(o) ?? 1));
        return sums.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, double> Sum(ImmutableSortedDictionary<string, double> left, ImmutableSortedDictionary<string, double> right)
    {
        if (left.IsEmpty) return right;
        var sums = left.ToBuilder();
        foreach (var (word, seconds) in right) sums[word] = sums.GetValueOrDefault(word) + seconds;
        return sums.ToImmutable();
    }
}
