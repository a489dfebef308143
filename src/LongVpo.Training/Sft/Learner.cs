using System.Collections.Immutable;
using LongVpo.Models.Networks;
using LongVpo.Models.Pictures;
using LongVpo.Models.Tensors;
using LongVpo.Models.Training;
using LongVpo.Training.Preferences.Losses;

namespace LongVpo.Training.Sft;

/// <summary>One network on one engine that reads packed lessons; several of them over the same numbers learn side by side.</summary>
internal sealed class Learner : IDisposable
{
    private readonly NetworkWeights _weights;
    private readonly InternNetwork _network;
    private readonly FrameReader _frames;

    /// <param name="engine">What calculates; disposed with this.</param>
    /// <param name="weights">The weights; disposed with this.</param>
    /// <param name="network">The network over them.</param>
    /// <param name="preparer">How it wants its pictures.</param>
    /// <param name="trains">Says by its name whether a weight is trained; null trains all.</param>
    public Learner(ITrainingEngine engine, NetworkWeights weights, InternNetwork network, PicturePreparer preparer, Func<string, bool>? trains = null)
    {
        (Engine, _weights, _network, _frames) = (engine, weights, network, new FrameReader(preparer));
        Names = [.. weights.All.Keys.Where(name => trains?.Invoke(name) != false).Order(StringComparer.Ordinal)];
        Worker = new TrainingWorker(engine, [.. Names.Select(name => weights.All[name])]);
        foreach (var weight in Worker.Weights) engine.WantGradient(weight, true);
    }

    public ITrainingEngine Engine { get; }

    /// <summary>Every weight by its name, trained or not.</summary>
    public IReadOnlyDictionary<string, Tensor> All => _weights.All;

    /// <summary>The trained weights' names, in the order of the worker's weights.</summary>
    public ImmutableArray<string> Names { get; }

    public TrainingWorker Worker { get; }

    /// <summary>The mean negative log-probability of the answers' tokens, over <paramref name="parts"/> so that the parts of a step add up to a mean.</summary>
    public Tensor Loss(ImmutableArray<Lesson> lessons, PackedLessons packed, int parts)
    {
        var scores = Scores(lessons, packed);
        return Engine.Scale(Engine.SumRuns(scores, [packed.Rows.Length]), -1f / (packed.Rows.Length * parts));
    }

    /// <summary>The preference loss of lessons that have two answers each, the preferred one first.</summary>
    /// <param name="lessons">The lessons.</param>
    /// <param name="packed">The same as tokens.</param>
    /// <param name="reference">What the reference thinks of the answers, on whatever it saw.</param>
    /// <param name="recipe">Which loss.</param>
    /// <param name="whole">The whole step, of which this is a part.</param>
    public TensorLoss Prefer(ImmutableArray<Lesson> lessons, PackedLessons packed, ReferenceScores reference, LossRecipe recipe, BatchSize whole)
    {
        var sums = Engine.Reshape(Engine.SumRuns(Scores(lessons, packed), packed.Runs.AsSpan()), lessons.Length, 2);
        Tensor Side(int side) => Engine.Reshape(Engine.Slice(sums, 1, side, 1), lessons.Length);
        return TensorLoss.Of(Engine, Side(0), Side(1), reference, recipe, whole);
    }

    /// <summary>The summed log-probability of each text's answer, its end included.</summary>
    public float[] Judge(ImmutableArray<Lesson> lessons, PackedLessons packed)
    {
        using var off = Engine.NoGradient();
        using var scope = Engine.OpenScope();
        var tokens = new float[packed.Rows.Length];
        Engine.Read(Scores(lessons, packed), tokens);
        var sums = new float[packed.Runs.Length];
        var at = 0;
        for (var text = 0; text < sums.Length; text++)
            for (var i = 0; i < packed.Runs[text]; i++) sums[text] += tokens[at++];
        return sums;
    }

    public void Dispose()
    {
        _weights.Dispose();
        Engine.Dispose();
    }

    private Tensor Scores(ImmutableArray<Lesson> lessons, PackedLessons packed)
    {
        Tensor? seen = null;
        if (packed.Frames > 0)
        {
            var side = TinySizes.FrameSide;
            seen = _network.Look(Engine.From(_frames.Read(lessons), packed.Frames * packed.Shape.Sequences, 3, side, side));
        }

        var tokens = _network.Read(_network.Embed(packed.Ids.AsSpan(), packed.FramePlaces.AsSpan(), seen), TextStep.Branched(packed.Shape));
        return Engine.TargetLogProbabilities(_network.Scores(Engine.TakeRows(tokens, packed.Rows.AsSpan())), packed.Targets.AsSpan());
    }
}
