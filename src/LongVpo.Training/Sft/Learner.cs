using System.Collections.Immutable;
using LongVpo.Models.Networks;
using LongVpo.Models.Pictures;
using LongVpo.Models.Tensors;
using LongVpo.Models.Training;

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
    public Learner(ITrainingEngine engine, NetworkWeights weights, InternNetwork network, PicturePreparer preparer)
    {
        (Engine, _weights, _network, _frames) = (engine, weights, network, new FrameReader(preparer));
        Names = [.. weights.All.Keys.Order(StringComparer.Ordinal)];
        Worker = new TrainingWorker(engine, [.. Names.Select(name => weights.All[name])]);
        foreach (var weight in Worker.Weights) engine.WantGradient(weight, true);
    }

    public ITrainingEngine Engine { get; }

    /// <summary>The weights' names, in the order of the worker's weights.</summary>
    public ImmutableArray<string> Names { get; }

    public TrainingWorker Worker { get; }

    /// <summary>The mean negative log-probability of the answers' tokens, over <paramref name="parts"/> so that the parts of a step add up to a mean.</summary>
    public Tensor Loss(ImmutableArray<Lesson> lessons, PackedLessons packed, int parts)
    {
        var scores = Scores(lessons, packed);
        return Engine.Scale(Engine.SumRuns(scores, [packed.Rows.Length]), -1f / (packed.Rows.Length * parts));
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
