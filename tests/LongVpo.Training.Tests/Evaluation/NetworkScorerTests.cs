using LongVpo.Models.Checkpoints;
using LongVpo.Models.Managed;
using LongVpo.Models.Networks;
using LongVpo.Models.Pictures;
using LongVpo.Models.Prompts;
using LongVpo.Models.Tensors;
using LongVpo.Models.Tokens;
using LongVpo.Training.Evaluation;
using LongVpo.Training.Sft;
using LongVpo.Training.World;

namespace LongVpo.Training.Tests.Evaluation;

/// <summary>Checks that a network's choices, read behind one reading of the frames, score as each text read whole and alone does.</summary>
public sealed class NetworkScorerTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _folder;

    public NetworkScorerTests() => TinyModel.WriteFresh(_folder = Path.Combine(_temp.Path, "model"), new SftRecipe { Network = TinySizes.Miniature, Seed = 5 });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("none", 2)]
    [InlineData("none", 14)]
    [InlineData("linear", 5)]
    [InlineData("ntk", 5)]
    [InlineData("yarn", 5)]
    public void A_choice_scores_as_its_whole_text_alone(string positions, int scenes)
    {
        var script = WorldScript.Clips(300_002, scenes);
        WorldQuestion[] questions = [Questions.Ask(script, QuestionFamily.A1)!, Questions.Ask(script, QuestionFamily.A3)!, Questions.Ask(script, QuestionFamily.C)!];
        using var scorer = Open(positions);

        var scores = scorer.Score(Footage.Of(script), questions, Stop);

        for (var i = 0; i < questions.Length; i++)
            for (var choice = 0; choice < 4; choice++)
                Assert.Equal(Whole(script, questions[i], choice, positions), scores[i].LogProbabilities[choice], 1e-3);
    }

    [Fact]
    public void Without_footage_only_words_are_read()
    {
        var script = WorldScript.Clips(300_003, 2);
        var question = Questions.Ask(script, QuestionFamily.A2)!;
        using var scorer = Open("none");

        var scores = scorer.Score(null, [question], Stop);

        for (var choice = 0; choice < 4; choice++) Assert.Equal(Whole(null, question, choice, "none"), scores[0].LogProbabilities[choice], 1e-3);
    }

    [Fact]
    public void Stretching_begins_beyond_the_trained_length()
    {
        var (shortest, longer) = (WorldScript.Clips(300_004, 3), WorldScript.Clips(300_004, 6));
        using var plain = Open("none");
        using var yarn = Open("yarn");

        Assert.Equal(Scores(plain, shortest), Scores(yarn, shortest));
        Assert.NotEqual(Scores(plain, longer), Scores(yarn, longer));
    }

    [Fact]
    public void A_network_that_has_learned_nothing_is_no_better_than_chance()
    {
        using var scorer = Open("none");
        var judged = new WorldEvaluation(new WorldPlan { Lengths = [8], Questions = 200 }).Run(scorer, null, Stop);

        var share = Accuracy.Of(judged.Select(answer => (answer.World, answer.Right)))!.Value;

        Assert.InRange(0.25, share.Low, share.High);
    }

    private static IEnumerable<double> Scores(NetworkScorer scorer, WorldScript script) => scorer.Score(Footage.Of(script), [Questions.Ask(script, QuestionFamily.C)!], Stop)[0].LogProbabilities;

    private NetworkScorer Open(string positions) => NetworkScorer.Open(new ManagedEngine(), _folder, PositionStretch.Named(positions, 24));

    /// <summary>The score of one choice by one pass over one text.</summary>
    private double Whole(WorldScript? script, WorldQuestion question, int choice, string positions)
    {
        using var engine = new ManagedEngine();
        using var folder = CheckpointFolder.Open(_folder);
        using var weights = NetworkWeights.Load(engine, folder.Config, folder, ElementType.Float32);
        var tokenizer = TokenizerReader.Open(_folder);
        var prompt = new LessonPrompt(tokenizer, new PromptBuilder(tokenizer, folder.Config.TokensPerTile, PromptStyle.Read(_folder)));
        var (branch, answer) = prompt.Branch(new LessonText(question.Text, question.Choices[choice]));
        var prefix = prompt.Prefix(script?.FrameCount ?? 0);
        int[] ids = [.. prefix, .. branch];
        // A question is taken for 40 tokens where positions are stretched.
        var config = PositionStretch.Named(positions, 24).For(prefix.Length + 40, prompt.Prefix(24).Length + 40)!.Over(folder.Config);
        var network = new InternNetwork(engine, config, weights);
        using var scope = engine.OpenScope();
        Tensor? seen = null;
        if (script is not null)
        {
            var preparer = new PicturePreparer(PictureSettings.Read(_folder, folder.Config, frames: true));
            seen = network.Look(engine.From(new FrameReader(preparer).Read([new Lesson(script, [])]), script.FrameCount, 3, 32, 32));
        }

        int[] places = [.. Enumerable.Range(0, prefix.Length).Where(i => prefix[i] == prompt.ImageToken && script is not null)];
        var scores = engine.LogSoftmax(network.Scores(network.Read(network.Embed(ids, places, seen), TextStep.Whole(ids.Length))));
        var all = new float[scores.Count];
        engine.Read(scores, all);
        return Enumerable.Range(prefix.Length + answer, branch.Length - answer).Sum(at => (double)all[((at - 1) * scores.Width) + ids[at]]);
    }
}
