using System.Collections.Immutable;
using System.Numerics.Tensors;
using LongVpo.Core.Frames;
using LongVpo.Core.Observations;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Benchmarks.Memory;

/// <summary>Made-up footage for measuring: subtitles and screen text whose words are as unevenly spread as those of a language (Zipf's law, 20,000 words).</summary>
internal sealed class SyntheticText(int seed)
{
    private const int Vocabulary = 20_000;
    private const int Dimensions = 192;
    private const double SecondsPerSegment = 4;

    private static readonly TimeBase Ticks = new(1, 90_000);
    private static readonly double[] Cumulative = Zipf();
    private static readonly DateTimeOffset Began = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Syllables = ["ba", "ne", "ri", "to", "lu", "ma", "ske", "tri", "po", "van", "del", "cho", "gri", "sta", "mer", "qui", "fo", "zan", "hel", "ost"];

    private readonly Random _random = new(seed);

    /// <summary>The word of a rank, 0 the most frequent; frequent words are short, as in a language.</summary>
    public static string Word(int rank)
    {
        var word = "";
        for (var rest = rank + 20; rest > 0; rest /= Syllables.Length) word += Syllables[rest % Syllables.Length];
        return word;
    }

    public static ImmutableArray<float> Descriptor(int seed)
    {
        var random = new Random(seed);
        var floats = new float[Dimensions];
        for (var i = 0; i < Dimensions; i++) floats[i] = (float)(random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5);
        TensorPrimitives.Divide(floats, TensorPrimitives.Norm(floats), floats);
        return [.. floats];
    }

    public static float Similarity(ImmutableArray<float> left, ImmutableArray<float> right) => TensorPrimitives.Dot(left.AsSpan(), right.AsSpan());

    public VideoOpened Opened(VideoId video) => new(new SourceDescription { Location = $"/videos/{video}.mkv", Container = "matroska" }, "benchmark", Began);

    public SegmentSealed Segment(int first, int ordinal)
    {
        var range = new TimeRange(At(ordinal * SecondsPerSegment), At((ordinal + 1) * SecondsPerSegment));
        var lines = Enumerable.Range(0, _random.Next(2, 4)).Select(i => new Observation
        {
            Kind = i == 0 ? ObservationKind.Subtitle : ObservationKind.ScreenText, Range = range, Text = Line(_random.Next(4, 10)), Value = i == 0 ? null : 0.93,
            Box = i == 0 ? null : new Box(0.1, 0.8, 0.4, 0.05),
        });
        var segment = new Segment
        {
            Span = new SegmentSpan(new SegmentId(ordinal), ordinal, range, Opening.Hard, new TimeRange(range.Start, range.Start)),
            Observations = [.. lines, new() { Kind = ObservationKind.Motion, Range = range, Text = "slight", Value = 0.1 }, new() { Kind = ObservationKind.Brightness, Range = range, Text = "dim", Value = 0.3 }],
            Caption = new Caption($"A dim picture with slight motion; the text reads {Line(4)}.", Caption.Observed, 1),
            Descriptor = Descriptor(first + ordinal),
        };
        return new SegmentSealed(segment, Began.AddSeconds((ordinal + 1) * SecondsPerSegment));
    }

    private string Line(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Word(Rank())));

    private int Rank()
    {
        var at = Array.BinarySearch(Cumulative, _random.NextDouble());
        return at >= 0 ? at : Math.Min(~at, Vocabulary - 1);
    }

    private static MediaTime At(double seconds) => new((long)(seconds * Ticks.Denominator), Ticks);

    private static double[] Zipf()
    {
        var sum = 0.0;
        var cumulative = Enumerable.Range(1, Vocabulary).Select(rank => sum += 1.0 / rank).ToArray();
        return Array.ConvertAll(cumulative, value => value / sum);
    }
}
