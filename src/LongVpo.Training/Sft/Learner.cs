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
    private readonly PicturePreparer _preparer;
    private readonly FrameReader _frames;
    private readonly TowerMemory? _tower;

    /// <param name="engine">What calculates; disposed with this.</param>
    /// <param name="weights">The weights; disposed with this.</param>
    /// <param name="network">The network over them.</param>
    /// <param name="preparer">How it wants its pictures.</param>
    /// <param name="trained">What is trained: the weights that are moved, with the adapters they are of where there are some.</param>
    /// <param name="tower">Remembers what the vision tower saw; null where that is trained too.</param>
    public Learner(ITrainingEngine engine, NetworkWeights weights, InternNetwork network, PicturePreparer preparer, TrainedParts trained, TowerMemory? tower = null)
    {
        (Engine, _weights, _network, _preparer, _frames, _tower) = (engine, weights, network, preparer, new FrameReader(preparer), tower);
        Adapters = trained.Adapters;
        Names = [.. trained.Weights.Select(static weight => weight.Name)];
        Worker = new TrainingWorker(engine, [.. trained.Weights.Select(static weight => weight.Tensor)]);
        foreach (var weight in Worker.Weights) engine.WantGradient(weight, true);
    }

    public ITrainingEngine Engine { get; }

    /// <summary>Every weight by its name, trained or not.</summary>
    public IReadOnlyDictionary<string, Tensor> All => _weights.All;

    /// <summary>The adapters that are trained instead of the weights; null where the weights are.</summary>
    public LoraAdapters? Adapters { get; }

    /// <summary>The trained weights' names, in the order of the worker's weights.</summary>
    public ImmutableArray<string> Names { get; }

    public TrainingWorker Worker { get; }

    /// <summary>
    /// The mean negative log-probability of the answers' tokens and, weighted, of the scenes' words behind the first layers and behind the question; over <paramref name="parts"/> so that the parts of a step add up to a mean.
    /// </summary>
    public Tensor Loss(ImmutableArray<Lesson> lessons, PackedLessons packed, SftRecipe recipe, int parts)
    {
        var layers = _network.Config.Text.Layers;
        var (scene, told) = (recipe.SceneWordLayers ?? (layers + 1) / 2, Math.Max(1, layers - 1));
        var (isScene, isTold) = (recipe.SceneWordWeight > 0 && !packed.SceneRows.IsEmpty, recipe.ToldWordWeight > 0 && !packed.ToldRows.IsEmpty);
        ImmutableArray<int> wanted = [.. (isScene ? new[] { scene } : []).Concat(isTold ? [told] : []).Distinct().Order()];
        var (last, early) = _network.ReadWithEarly(Tokens(lessons, packed), TextStep.Branched(packed.Shape), wanted);
        var loss = Mean(Targets(last, packed.Rows, packed.Targets), 1.0 / parts);
        if (isScene) loss = Engine.Add(loss, Mean(Targets(early[wanted.IndexOf(scene)], packed.SceneRows, packed.SceneTargets), recipe.SceneWordWeight / parts));
        if (isTold) loss = Engine.Add(loss, Mean(Targets(early[wanted.IndexOf(told)], packed.ToldRows, packed.ToldTargets), recipe.ToldWordWeight / parts));
        return loss;
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
        Adapters?.Dispose();
        _weights.Dispose();
        Engine.Dispose();
    }

    private Tensor Scores(ImmutableArray<Lesson> lessons, PackedLessons packed) =>
        Targets(_network.Read(Tokens(lessons, packed), TextStep.Branched(packed.Shape)), packed.Rows, packed.Targets);

    private Tensor Tokens(ImmutableArray<Lesson> lessons, PackedLessons packed)
    {
        var seen = packed.Frames > 0 ? Look(lessons, packed) : null;
        return _network.Embed(packed.Ids.AsSpan(), packed.FramePlaces.AsSpan(), seen);
    }

    private Tensor Look(ImmutableArray<Lesson> lessons, PackedLessons packed)
    {
        if (_tower is not null) return _tower.Look(Engine, _network, _preparer, [.. lessons.SelectMany(static lesson => lesson.Script!.Scenes)]);
        var side = _preparer.Settings.Side;
        return _network.Look(Engine.From(_frames.Read(lessons), packed.Frames * packed.Shape.Sequences, 3, side, side));
    }

    private Tensor Targets(Tensor read, ImmutableArray<int> rows, ImmutableArray<int> targets) =>
        Engine.TargetLogProbabilities(_network.Scores(Engine.TakeRows(read, rows.AsSpan())), targets.AsSpan());

    private Tensor Mean(Tensor scores, double weight) => Engine.Scale(Engine.SumRuns(scores, [(int)scores.Count]), (float)(-weight / scores.Count));
}
