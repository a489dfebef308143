using System.Collections.Immutable;
using LongVpo.Models.Managed;
using LongVpo.Training.Evaluation;
using LongVpo.Training.Evaluation.Hierarchy;
using LongVpo.Training.Sft;
using LongVpo.Training.World;

namespace LongVpo.Training.Tests.Evaluation;

/// <summary>Checks that errors are injected at their rate, that true captions stay true at every level, and that statements are held against the right clips.</summary>
public sealed class HierarchyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void True_captions_give_no_false_statement_at_any_level_and_errors_come_at_their_rate()
    {
        var report = new HierarchyEvaluation(new HierarchyPlan { Episodes = 20 }).Run("script:", new ScriptCaptioner(), null, Stop);

        Assert.Equal([0, 1, 2, 3], report.Rows.Where(row => row.Errors == 0).Select(row => row.Level));
        Assert.All(report.Rows.Where(row => row.Errors == 0), row => Assert.Equal(0, row.False));
        Assert.All(report.Rows.Where(row => row.Level == 0), row => Assert.InRange(row.False, row.Errors - 0.02, row.Errors + 0.02));
        Assert.All(report.Rows.Where(row => row.Level == 0), row => Assert.Equal((20 * 64, 20 * 64 * 4), (row.Nodes, row.Statements)));
        Assert.Equal((20 * 64, 20), (report.Rows.Single(row => row is { Errors: 0, Level: 0 }).Nodes, report.Rows.Single(row => row is { Errors: 0, Level: 3 }).Nodes));
        foreach (var level in report.Rows.GroupBy(row => row.Level)) Assert.Equal(level.OrderBy(row => row.Errors), level.OrderBy(row => row.False));
    }

    [Fact]
    public void The_tree_is_the_programs_own()
    {
        var scenes = WorldScript.Episode(300_010, 64).Scenes;

        var captions = ProgramTree.Captions(scenes, [.. scenes.Select(ClipCaption.Of)]);

        // Every level covers all clips once, and no scene of the tree is left by what only flits past.
        foreach (var level in captions.GroupBy(node => node.Level))
            Assert.Equal(Enumerable.Range(0, 64), level.SelectMany(node => Enumerable.Range(node.Caption.First, node.Caption.Last - node.Caption.First + 1)));
        Assert.All(captions.Where(node => node.Level == 1).SkipLast(1), node => Assert.True(node.Caption.Last > node.Caption.First));
    }

    [Fact]
    public void An_error_is_never_the_truth_and_the_same_seed_makes_the_same_ones()
    {
        var script = WorldScript.Episode(300_009, 64);
        ImmutableArray<ClipCaption> captions = [.. script.Scenes.Select(ClipCaption.Of)];

        var all = LeafErrors.Inject(captions, script.Scenes, 1, new WorldRandom(4));

        Assert.All(all.Zip(captions), pair => Assert.True(pair.First.Actor != pair.Second.Actor && pair.First.Action != pair.Second.Action && pair.First.Place != pair.Second.Place && pair.First.Digit != pair.Second.Digit));
        Assert.Equal(all, LeafErrors.Inject(captions, script.Scenes, 1, new WorldRandom(4)));
        Assert.Equal(captions, LeafErrors.Inject(captions, script.Scenes, 0, new WorldRandom(4)));
    }

    [Fact]
    public void A_node_counts_what_its_children_say_and_is_held_against_its_own_clips()
    {
        var scenes = WorldScript.Clips(300_010, 4).Scenes;
        scenes = [.. scenes.Select((scene, i) => scene with { Place = i < 2 ? Place.Cave : Place.Forest })];
        var said = scenes.Select(ClipCaption.Of).ToArray();
        said[3] = said[3] with { Place = Place.Cave };

        var node = TreeCaption.Over([.. said.Select((caption, i) => TreeCaption.Leaf(i, caption))]);

        Assert.Equal((3, 1), (node.Places[Place.Cave], node.Places[Place.Forest]));
        // False are the place of the last clip and that the cave is seen three times; that the forest is seen at least once is true.
        Assert.Equal(2, node.Falsehoods(scenes).Count(isFalse => isFalse));
    }

    [Theory]
    [InlineData("the red circle moves left in the harbour with number 7", Colour.Red, Shape.Circle, ActorAction.Left, Place.Harbour, 7)]
    [InlineData("the white moon is back and zigzags in the cave with number 0", Colour.White, Shape.Moon, ActorAction.Zigzag, Place.Cave, 0)]
    public void A_caption_in_words_is_read(string text, Colour colour, Shape shape, ActorAction action, Place place, int digit) =>
        Assert.Equal(new ClipCaption(new Identity(colour, shape), action, place, digit), ClipCaption.Read(text));

    [Fact]
    public void Every_true_caption_is_read_back_and_other_words_state_nothing()
    {
        var script = WorldScript.Episode(300_011, 128);

        Assert.All(Enumerable.Range(0, 128), scene => Assert.Equal(ClipCaption.Of(script.Scenes[scene]), ClipCaption.Read(Questions.Caption(script, scene))));
        Assert.Equal(new ClipCaption(null, null, null, null), ClipCaption.Read("number number the"));
    }

    [Fact]
    public void Rules_and_networks_caption_clips()
    {
        using var temp = new TempFolder();
        TinyModel.WriteFresh(temp.File("model"), new SftRecipe { Network = TinySizes.Miniature, Seed = 6 });
        using var network = NetworkScorer.Open(new ManagedEngine(), temp.File("model"), new PositionStretch(null));
        using var rules = new RuleScorer();
        var plan = new HierarchyPlan { Frames = 64, Episodes = 2, Errors = [0] };

        var read = new HierarchyEvaluation(plan).Run("rules:", rules, null, Stop);

        Assert.InRange(read.Rows[0].False, 0, 0.05);
        // What has learned nothing writes nothing that can be read, but one caption a clip.
        Assert.Equal(3, network.Describe([.. WorldScript.Clips(300_012, 3).Scenes.Select(scene => Footage.Of(WorldScript.Compose(300_012, [scene])))], Stop).Length);
    }
}
