using System.Collections.Immutable;
using LongVpo.Core.Observations;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Tests.Core.Trees;

/// <summary>Sealed segments with a chosen look, for trees: the same letter is the same place filmed again.</summary>
public static class ScriptedSegments
{
    /// <param name="shots">For example <c>A4 B2 A3 |C5 A=10</c>: place and seconds; <c>|</c> opens with a fade, <c>=</c> continues the shot before.</param>
    public static ImmutableArray<Segment> Of(string shots)
    {
        ArgumentNullException.ThrowIfNull(shots);
        var segments = ImmutableArray.CreateBuilder<Segment>();
        var (now, shot) = (MediaTime.Zero, -1);
        foreach (var word in shots.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var fade = word[0] == '|';
            var place = word[fade ? 1 : 0];
            var rest = word[(fade ? 2 : 1)..];
            var opens = segments.Count == 0 ? Opening.Start : rest[0] == '=' ? Opening.Length : fade ? Opening.Fade : Opening.Hard;
            if (opens != Opening.Length) shot++;
            var end = now.Plus(TimeSpan.FromSeconds(double.Parse(rest.TrimStart('='), System.Globalization.CultureInfo.InvariantCulture)));
            segments.Add(One(segments.Count, shot, new TimeRange(now, end), opens, Look(place)));
            now = end;
        }

        return segments.ToImmutable();
    }

    public static ImmutableArray<Segment> Random(int seed, int count)
    {
        var random = new Random(seed);
        var segments = ImmutableArray.CreateBuilder<Segment>();
        var (now, shot, place) = (MediaTime.Zero, -1, 'A');
        for (var i = 0; i < count; i++)
        {
            var opens = i == 0 ? Opening.Start : new[] { Opening.Hard, Opening.Hard, Opening.Hard, Opening.Hard, Opening.Length, Opening.Fade, Opening.Dissolve, Opening.Start }[random.Next(random.Next(8) + 1)];
            if (opens != Opening.Length) (shot, place) = (shot + 1, random.Next(2) == 0 ? place : (char)('A' + random.Next(6)));
            var end = now.Plus(TimeSpan.FromSeconds(0.04 + (random.NextDouble() * random.Next(1, 10))));
            segments.Add(One(i, shot, new TimeRange(now, end), opens, random.Next(10) == 0 ? [] : Look(place)));
            now = end;
        }

        return segments.ToImmutable();
    }

    public static Segment With(this Segment segment, params Observation[] observations)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return segment with { Observations = [.. segment.Observations, .. observations] };
    }

    private static Segment One(int ordinal, int shot, TimeRange range, Opening opens, ImmutableArray<float> look) => new()
    {
        Span = new SegmentSpan(new SegmentId(ordinal), shot, range, opens, new TimeRange(range.Start, range.Start)),
        Observations = [],
        Caption = new Caption("a picture", Caption.Observed, 1),
        Descriptor = look,
    };

    private static ImmutableArray<float> Look(char place)
    {
        var look = new float[26];
        look[place - 'A'] = 1;
        return [.. look];
    }
}
