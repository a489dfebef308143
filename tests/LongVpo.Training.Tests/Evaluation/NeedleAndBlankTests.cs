using System.Xml.Linq;
using LongVpo.Training.Evaluation;
using LongVpo.Training.World;

namespace LongVpo.Training.Tests.Evaluation;

/// <summary>Checks the two protocols that move one thing through long footage: what is shown, what is asked, and what is told of it.</summary>
public sealed class NeedleAndBlankTests
{
    private static readonly PositionStretch Positions = new(null);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Who_has_the_script_finds_every_needle()
    {
        var report = new NeedleEvaluation(new NeedlePlan { Lengths = [16, 64], Questions = 12 }, TimeProvider.System).Run(new ScriptedScorer(), Positions, null, Stop);

        Assert.Equal(12, report.Cells.Length);
        Assert.All(report.Cells, cell => Assert.Equal((12, 1.0, 1.0), (cell.Questions, cell.Accuracy, cell.Greedy)));
    }

    [Fact]
    public void A_needle_moves_and_the_haystack_stays()
    {
        var (first, last) = (NeedleEvaluation.Hide(300_007, 8, 0)!, NeedleEvaluation.Hide(300_007, 8, 7)!);

        Assert.Equal(first.Scenes[0], last.Scenes[7]);
        Assert.Equal(first.Scenes.Skip(1), last.Scenes.Take(7));
        Assert.DoesNotContain(first.Scenes.Skip(1), scene => scene.Actor == first.Scenes[0].Actor || scene.Bystander == first.Scenes[0].Actor);
        Assert.Equal([0, 3, 7], new[] { 0.0, 0.4, 1.0 }.Select(depth => NeedleEvaluation.SlotOf(depth, 8)));
    }

    [Fact]
    public void A_map_is_an_image_with_a_cell_for_each_number()
    {
        var report = new NeedleEvaluation(new NeedlePlan { Lengths = [16, 32], Depths = [0, 1], Questions = 9 }, TimeProvider.System).Run(new GuessingScorer(1), Positions, null, Stop) with { Model = "<a & b>" };

        var svg = XDocument.Parse(HeatMap.Draw(report));

        XNamespace ns = "http://www.w3.org/2000/svg";
        Assert.Equal(4, svg.Descendants(ns + "rect").Count(rect => rect.Element(ns + "title") is not null));
        var shown = svg.Descendants(ns + "text").Select(text => text.Value).ToList();
        Assert.All(report.Cells, cell => Assert.Contains(Math.Round(cell.Accuracy * 100).ToString("0", System.Globalization.CultureInfo.InvariantCulture), shown));
        Assert.Contains("<a & b>", shown);
    }

    [Fact]
    public void Blanks_cost_nothing_to_who_has_the_script()
    {
        var report = new BlankEvaluation(new BlankPlan { Lengths = [16, 64, 70], Questions = 40 }, TimeProvider.System).Run(new ScriptedScorer(), Positions, null, Stop);

        Assert.Equal(["block", "grid"], report.Placements.Select(placement => placement.Placement));
        Assert.Equal([16, 64, 70], report.Placements[0].Lengths.Select(length => length.Frames));
        // 70 frames hold no larger square than 64 do, and 16 are the square itself.
        Assert.Equal([64], report.Placements[1].Lengths.Select(length => length.Frames));
        Assert.All(report.Placements, placement => Assert.Equal((1.0, (double?)null), (placement.Unpadded.Accuracy, placement.Bend)));
        Assert.All(report.Placements.SelectMany(placement => placement.Lengths), length => Assert.Equal((40, 1.0, 0.0), (length.Questions, length.Accuracy, length.Gap)));
    }

    [Fact]
    public void Real_frames_stand_where_a_placement_says_in_their_order()
    {
        var one = WorldScript.Clips(300_000, 1);
        var two = WorldScript.Clips(300_000, 2);

        var block = Footage.Block(one, 20, 5, 128);
        var grid = Footage.Grid(two, 6, 1, 2, 0);

        Assert.Equal([5, 6, 7, 8, 9, 10, 11, 12], Real(block));
        Assert.Equal(Footage.Of(one).Frames, block.Frames[5..13]);
        Assert.Equal([8, 9, 10, 11, 14, 15, 16, 17, 20, 21, 22, 23, 26, 27, 28, 29], Real(grid));
        Assert.Equal(Footage.Of(two).Frames, grid.Frames.Where(frame => frame.Scene is not null));
        Assert.Throws<ArgumentException>(() => Footage.Block(one, 10, 3, 0));
        Assert.Throws<ArgumentException>(() => Footage.Grid(two, 6, 3, 0, 0));
    }

    [Fact]
    public void Footage_draws_what_the_renderer_draws()
    {
        var script = WorldScript.Clips(300_001, 2);
        var (drawn, rendered) = (new byte[3 * 32 * 32], new byte[3 * 32 * 32]);

        Footage.Of(script).Frames[11].Draw(32, drawn);
        new FrameRenderer(script, 32, 32).Render(11, rendered);

        Assert.Equal(rendered, drawn);
    }

    private static IEnumerable<int> Real(Footage footage) => Enumerable.Range(0, footage.Frames.Length).Where(i => footage.Frames[i].Scene is not null);
}
