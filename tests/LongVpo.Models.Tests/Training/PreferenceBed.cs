using System.Text.Json;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Networks;
using LongVpo.Models.Oracle;
using LongVpo.Models.Tensors;
using LongVpo.Models.Tests.Torch;
using LongVpo.Models.Torch;
using LongVpo.Models.Training;

namespace LongVpo.Models.Tests.Training;

/// <summary>The shared batch of four preference pairs and a model of the shared folder, ready to be scored and trained.</summary>
internal sealed class PreferenceBed : IDisposable
{
    private readonly CheckpointFolder _folder;
    private readonly NetworkWeights _held;
    private readonly InternNetwork _network;
    private readonly JsonDocument _document = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require("oracle", "dpo", "dpo.json")));
    private readonly int _columns;
    private readonly int[] _ids;

    public PreferenceBed(string model, LoraSettings? adapters = null)
    {
        Batch = new OracleFile(SharedFolder.Require("oracle", "dpo", "batch.safetensors"));
        Engine = Libtorch.Open();
        _folder = CheckpointFolder.Open(SharedFolder.Require("oracle", "dpo", model));
        _held = NetworkWeights.Load(Engine, _folder.Config, _folder, ElementType.Float32);
        Adapters = adapters is null ? null : new LoraAdapters(Engine, _held, adapters);
        _network = new InternNetwork(Engine, _folder.Config, _held, Adapters);
        _columns = Batch.Shape("in.input_ids")[1];
        var (mask, response, ids) = (Batch.Whole("in.attention_mask"), Batch.Whole("in.response_mask"), Batch.Whole("in.input_ids"));
        Real = [.. Enumerable.Range(0, ids.Length).Where(at => mask[at] != 0)];
        Counts = [.. Enumerable.Range(0, 8).Select(row => Real.Count(at => at / _columns == row))];
        _ids = [.. Real.Select(at => ids[at])];
        Targets = ResponseTargets.Of(_ids, [.. Real.Select(at => response[at] != 0)], Counts);
        Reference = new ReferenceScores([.. Scores("reference_chosen_logps")], [.. Scores("reference_rejected_logps")], [.. Tokens("chosen")], [.. Tokens("rejected")]);
    }

    public TorchEngine Engine { get; }

    public LoraAdapters? Adapters { get; }

    public OracleFile Batch { get; }

    public JsonElement Document => _document.RootElement;

    /// <summary>Places of the padded batch that hold tokens.</summary>
    public int[] Real { get; }

    /// <summary>Tokens of each of the eight rows.</summary>
    public int[] Counts { get; }

    public int[] Targets { get; }

    public ReferenceScores Reference { get; }

    public int Vocabulary => _folder.Config.Text.Vocabulary;

    public IReadOnlyList<TrainedWeight> Weights => [.. _held.All.Select(weight => new TrainedWeight(weight.Key, weight.Value))];

    public double Scalar(string name) => Document.GetProperty(name).GetDouble();

    /// <summary>The frames stand in the batch once and serve the chosen rows and then the rejected ones.</summary>
    public Tensor Logits()
    {
        var pixels = Batch.Floats("in.pixel_values");
        var visual = _network.Look(Engine.From(pixels.Values, pixels.Shape.AsSpan()));
        var token = Document.GetProperty("special_ids").GetProperty("ctx").GetInt32();
        int[] places = [.. Enumerable.Range(0, _ids.Length).Where(at => _ids[at] == token)];
        return _network.Scores(_network.Read(_network.Embed(_ids, places, Engine.Concatenate(0, visual, visual)), TextStep.Whole(Counts)));
    }

    public Tensor TokenScores() => Engine.TargetLogProbabilities(Logits(), Targets);

    public PreferenceOutcome Loss() => Loss(Reference);

    public PreferenceOutcome Loss(ReferenceScores reference)
    {
        var sums = Engine.SumRuns(TokenScores(), Counts);
        return PreferenceLoss.Of(Engine, Engine.Slice(sums, 0, 0, 4), Engine.Slice(sums, 0, 4, 4), reference, new PreferenceSettings());
    }

    public void WantAll()
    {
        foreach (var weight in Weights) Engine.WantGradient(weight.Tensor, true);
    }

    public Trainer Trainer(AdamWSettings settings) => new(Engine, Weights, new TrainerSettings(new LearningRates(settings.LearningRate), settings, GradientLimit: 0));

    public float[] Numbers(Tensor tensor) => Engine.Numbers(tensor);

    /// <summary>Log-probabilities in the reference's layout: with pads, and each at its own token instead of the row it was told at.</summary>
    public float[] Padded(float[] flat)
    {
        var padded = new float[8 * _columns];
        for (var i = 0; i + 1 < flat.Length; i++)
            if (Targets[i] >= 0) padded[Real[i + 1]] = flat[i];
        return padded;
    }

    public void AssertClose(string array, float[] ours, double tolerance)
    {
        var expected = Batch.Floats(array);
        Assert.InRange(new OracleArray(expected.Shape, ours).ErrorAgainst(expected), 0, tolerance);
    }

    public string StoredName(string canonical) => StoredNames.Of(WeightLayout.Of(_folder.Config).Single(weight => weight.Name == canonical), _folder.Config).First().Name;

    /// <summary>Whether a weight's gradient is zero in theory and rounding in practice.</summary>
    public bool IsNoise(string stored) => Document.GetProperty("do_not_compare_elementwise").EnumerateArray().Any(name => name.GetString() == stored);

    public void Dispose()
    {
        Adapters?.Dispose();
        _held.Dispose();
        _folder.Dispose();
        Engine.Dispose();
        _document.Dispose();
    }

    private float[] Scores(string key) => [.. Document.GetProperty(key).EnumerateArray().Select(x => x.GetSingle())];

    private int[] Tokens(string key) => [.. Document.GetProperty("pairs").EnumerateArray().Select(pair => pair.GetProperty(key).GetArrayLength())];
}
