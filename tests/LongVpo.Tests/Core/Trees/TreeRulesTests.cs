using System.Collections.Immutable;
using System.Text.Json;
using LongVpo.Core.Observations;
using LongVpo.Core.Options;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Trees;
using LongVpo.Tests.Actors.Video;

namespace LongVpo.Tests.Core.Trees;

/// <summary>Scenes as a viewer would part them, and a tree that can be trusted while it grows.</summary>
public sealed class TreeRulesTests
{
    private static readonly TreeRules Rules = new(new TreeOptions(), new PlainCaptions());

    [Theory]
    [InlineData("A10 A8 B10 B9 C10", "2 2 1")]
    [InlineData("A10 B3 A10 B3 A10", "5")]
    [InlineData("A10 B3 C3 D3 A10 E9 E9", "5 2")]
    [InlineData("A10 B6 C6 D6 A10", "1 2 2")]
    [InlineData("A0.6 B0.6 C0.6 D0.6 E0.6 F0.6", "6")]
    [InlineData("A10 A=10 A=10 B10 B=10", "3 2")]
    [InlineData("A10 |A10 A10", "1 2")]
    [InlineData("A1 |B10 B10", "3")]
    [InlineData("A10 B2 |C10", "2 1")]
    [InlineData("A10 B0.1", "2")]
    [InlineData("A10 |B0.7", "2")]
    [InlineData("A10 |B0.7 |C10", "2 1")]
    [InlineData("A10 |C1.5 C10", "2 1")]
    public void Scenes_are_parted_where_the_place_changes_for_good(string shots, string expected)
    {
        var scenes = Whole(ScriptedSegments.Of(shots)).Where(n => n.Level == TreeLevel.Scene);

        Assert.Equal(expected, string.Join(' ', scenes.Select(s => s.Children.Length)));
    }

    [Fact]
    public void An_hour_of_one_unchanging_shot_still_gets_scenes_and_chapters()
    {
        var nodes = Whole(ScriptedSegments.Of("A10 " + string.Join(' ', Enumerable.Repeat("A=10", 359))));

        Assert.Equal(20, nodes.Count(n => n.Level == TreeLevel.Scene));
        Assert.InRange(nodes.Count(n => n.Level == TreeLevel.Chapter), 8, 12);
    }

    [Fact]
    public void A_long_silence_around_a_cut_parts_scenes_but_a_silent_film_does_not_fall_apart()
    {
        var segments = ScriptedSegments.Of("A10 A10 A10 A10");
        var pause = segments.SetItem(1, segments[1].With(Silence(segments[1], 8.5, 10))).SetItem(2, segments[2].With(Silence(segments[2], 0, 1.5)));
        var silent = segments.Select(s => s.With(Silence(s, 0, 10))).ToImmutableArray();

        Assert.Equal([2, 2], Whole(pause).Where(n => n.Level == TreeLevel.Scene).Select(n => n.Children.Length));
        Assert.Equal([4], Whole(silent).Where(n => n.Level == TreeLevel.Scene).Select(n => n.Children.Length));
    }

    [Fact]
    public void Each_level_of_any_tree_is_a_partition_and_each_parent_the_union_of_its_children()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var segments = ScriptedSegments.Random(seed, 1 + (seed % 120));
            var tree = TreeState.Empty;
            var closed = new List<TreeNode>();
            foreach (var segment in segments)
            {
                (tree, var more) = Rules.Add(tree, segment);
                closed.AddRange(more);
                if (segment.Span.Id.Ordinal % 7 == 0) AssertWhole([.. closed, .. Rules.View(tree)], segments[..(segment.Span.Id.Ordinal + 1)]);
            }

            AssertWhole(Whole(segments), segments);
        }
    }

    [Fact]
    public void A_closed_node_never_changes_and_the_live_tree_ends_as_the_finished_one()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var segments = ScriptedSegments.Random(seed, 100);
            var whole = Whole(segments).ToDictionary(n => n.Id, Json);
            var tree = TreeState.Empty;
            foreach (var segment in segments)
            {
                (tree, var closed) = Rules.Add(tree, segment);
                Assert.All(closed, node => Assert.Equal(whole[node.Id], Json(node)));
                Assert.All(closed, node => Assert.True(node.Closed));
                Assert.All(Rules.View(tree), node => Assert.False(node.Closed));
            }

            Assert.All(Rules.Finish(tree).Closed, node => Assert.Equal(whole[node.Id], Json(node)));
        }
    }

    [Fact]
    public void The_state_of_a_growing_tree_does_not_grow()
    {
        var segments = ScriptedSegments.Random(11, 4_000);
        var tree = TreeState.Empty;
        var largest = new int[2];
        foreach (var segment in segments)
        {
            var words = Enumerable.Range(0, 5).Select(n => new Observation { Kind = ObservationKind.ScreenText, Range = segment.Span.Range, Text = $"{segment.Span.Id} {n}" });
            tree = Rules.Add(tree, segment.With([.. words])).State;
            ref var half = ref largest[segment.Span.Id.Ordinal / 2_000];
            half = Math.Max(half, JsonSerializer.Serialize(tree).Length);
        }

        Assert.InRange(largest[1], 1, largest[0] * 1.1);
    }

    [Fact]
    public void A_programmes_summary_adds_up_what_its_segments_measured()
    {
        var segments = ScriptedSegments.Of("A10 B10 |C10");
        var measured = segments.Select(s => s.With(
            new Observation { Kind = ObservationKind.Colour, Range = s.Span.Range, Text = "green", Value = 0.5 },
            new Observation { Kind = ObservationKind.Motion, Range = s.Span.Range, Text = "still", Value = 0 },
            new Observation { Kind = ObservationKind.Loudness, Range = s.Span.Range, Text = "quiet", Value = -30 - s.Span.Id.Ordinal },
            new Observation { Kind = ObservationKind.Subtitle, Range = new TimeRange(MediaTime.FromSeconds(9), MediaTime.FromSeconds(12)), Text = "Who goes there?" },
            new Observation { Kind = ObservationKind.ScreenText, Range = s.Span.Range, Text = "EXIT", Value = 1, Box = new Box(0, 0, 0.2, 0.1) }));

        var summary = measured.Aggregate(NodeSummary.Empty, (sum, s) => sum.Add(s));

        Assert.Equal((3, 3, 1, 1, 30.0), (summary.Segments, summary.Shots, summary.HardCuts, summary.Fades, summary.Seconds));
        Assert.Equal(15, summary.ColourSeconds["green"]);
        Assert.Equal(30, summary.MotionSeconds["still"]);
        Assert.Equal(-31, summary.MeanLoudness!.Value, 9);
        Assert.Equal(1, summary.Lines);
        Assert.Equal(("EXIT", 3, 3.0), (summary.ScreenTexts[0].Text, summary.ScreenTexts[0].Segments, Math.Round(summary.ScreenTexts[0].Weight, 9)));
    }

    private static Observation Silence(Segment segment, double from, double to) => new()
    {
        Kind = ObservationKind.Silence,
        Range = new TimeRange(segment.Span.Range.Start.Plus(TimeSpan.FromSeconds(from)), segment.Span.Range.Start.Plus(TimeSpan.FromSeconds(to))),
    };

    private static List<TreeNode> Whole(ImmutableArray<Segment> segments)
    {
        var tree = TreeState.Empty;
        var nodes = new List<TreeNode>();
        foreach (var segment in segments)
        {
            (tree, var closed) = Rules.Add(tree, segment);
            nodes.AddRange(closed);
        }

        nodes.AddRange(Rules.Finish(tree).Closed);
        return nodes;
    }

    private static string Json(TreeNode node) => JsonSerializer.Serialize(node);

    private static void AssertWhole(List<TreeNode> nodes, ImmutableArray<Segment> segments)
    {
        var ranges = segments.ToDictionary(s => s.Span.Id.ToString(), s => s.Span.Range);
        var below = ranges.Keys.ToList();
        foreach (var level in Enum.GetValues<TreeLevel>())
        {
            var ofLevel = nodes.Where(n => n.Level == level).OrderBy(n => n.Ordinal).ToList();
            Assert.Equal(Enumerable.Range(0, ofLevel.Count), ofLevel.Select(n => n.Ordinal));
            Assert.Equal(below, ofLevel.SelectMany(n => n.Children));
            Assert.All(ofLevel, n => Assert.Equal(n.Children.Select(c => ranges[c]).Aggregate((a, b) => a.Union(b)), n.Range));
            foreach (var node in ofLevel) ranges[node.Id] = node.Range;
            below = [.. ofLevel.Select(n => n.Id)];
        }

        Assert.Equal(["p"], below);
    }
}
