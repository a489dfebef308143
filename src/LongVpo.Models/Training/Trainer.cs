using System.Globalization;
using System.Runtime.InteropServices;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Training;

/// <summary>
/// Takes training steps and can be stopped and taken up again between any two of them: weights, moments and the step's number are saved to the last bit, so on a CPU a run that
/// was killed ends in the same numbers as one that was not. The data's place is the caller's, kept as a word in the same file.
/// </summary>
public sealed class Trainer : IDisposable
{
    private const string StepsKey = "steps";
    private readonly ITrainingEngine _engine;
    private readonly IReadOnlyList<TrainedWeight> _weights;
    private readonly TrainerSettings _settings;
    private readonly IAdamW _optimizer;

    /// <summary>Prepares these weights to be moved.</summary>
    /// <exception cref="ArgumentException">Two weights have one name, or there is none.</exception>
    public Trainer(ITrainingEngine engine, IReadOnlyList<TrainedWeight> weights, TrainerSettings settings)
    {
        if (weights.Count == 0) throw new ArgumentException("There is no weight to train.");
        if (weights.GroupBy(w => w.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice) throw new ArgumentException($"Two weights are named {twice.Key}.");
        (_engine, _weights, _settings) = (engine, weights, settings);
        foreach (var weight in weights) engine.WantGradient(weight.Tensor, true);
        _optimizer = engine.AdamW([.. weights.Select(w => w.Tensor)], settings.Optimizer);
    }

    /// <summary>Steps taken so far.</summary>
    public long Steps => _optimizer.Steps;

    /// <summary>
    /// Takes one step on the sum of some losses, whose gradients are added up one after the other so that only one is in memory. A loss that throws leaves weights and moments as
    /// they were.
    /// </summary>
    /// <param name="losses">Each gives one number; it is called in a scope of its own.</param>
    /// <param name="cancellationToken">Looked at before every loss.</param>
    /// <exception cref="ArithmeticException">A loss or gradient is not a finite number; nothing was moved.</exception>
    public StepOutcome Step(IEnumerable<Func<Tensor>> losses, CancellationToken cancellationToken)
    {
        var sum = 0.0;
        try
        {
            foreach (var loss in losses)
            {
                cancellationToken.ThrowIfCancellationRequested();
                sum += Differentiate(_engine, loss);
            }

            return Move(sum);
        }
        finally
        {
            foreach (var weight in _weights) _engine.ClearGradient(weight.Tensor);
        }
    }

    /// <summary>
    /// Takes one step on the sum of some losses that workers differentiate at once. Each worker's gradients are added up in the order of its losses and the workers' in their order, so the
    /// numbers depend on how many workers there are and not on which was faster.
    /// </summary>
    /// <param name="workers">The workers; the first one's weights are this trainer's own.</param>
    /// <param name="losses">What each worker differentiates; called on its thread.</param>
    /// <param name="cancellationToken">Looked at before every loss.</param>
    /// <exception cref="ArithmeticException">A loss or gradient is not a finite number; nothing was moved.</exception>
    /// <exception cref="AggregateException">What else a worker threw; nothing was moved.</exception>
    public StepOutcome Step(IReadOnlyList<TrainingWorker> workers, IReadOnlyList<IReadOnlyList<Func<Tensor>>> losses, CancellationToken cancellationToken)
    {
        if (workers.Count != losses.Count || workers.Count == 0) throw new ArgumentException($"{losses.Count} lists of losses were given to {workers.Count} workers.");
        if (workers.Any(worker => worker.Weights.Count != _weights.Count)) throw new ArgumentException("A worker has other weights than the trainer.");
        var sums = new double[workers.Count];
        try
        {
            Parallel.For(0, workers.Count, new ParallelOptions { MaxDegreeOfParallelism = workers.Count, CancellationToken = cancellationToken }, number =>
            {
                workers[number].Engine.EnterThread();
                foreach (var loss in losses[number])
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    sums[number] += Differentiate(workers[number].Engine, loss);
                }
            });
            foreach (var worker in workers.Skip(1))
                for (var i = 0; i < _weights.Count; i++) _engine.AddGradient(_weights[i].Tensor, worker.Weights[i]);
            return Move(sums.Sum());
        }
        finally
        {
            foreach (var worker in workers)
                foreach (var weight in worker.Weights) _engine.ClearGradient(weight);
        }
    }

    /// <summary>Writes everything that the next step depends on into one file, whole or not at all.</summary>
    /// <param name="path">The file; one of that name is replaced.</param>
    /// <param name="words">What the caller needs to go on, such as the data's seed and place.</param>
    public void Save(string path, IReadOnlyDictionary<string, string> words)
    {
        var tensors = new List<TensorToWrite>();
        for (var i = 0; i < _weights.Count; i++)
        {
            var number = i;
            Add("weight", i, numbers => _optimizer.ReadWeight(number, numbers));
            Add("first", i, numbers => _optimizer.ReadMoments(number, numbers, new float[numbers.Length]));
            Add("second", i, numbers => _optimizer.ReadMoments(number, new float[numbers.Length], numbers));
        }
        SafetensorsWriter.Write(path, tensors, new Dictionary<string, string>(words) { [StepsKey] = Steps.ToString(CultureInfo.InvariantCulture) });

        void Add(string part, int i, FillNumbers fill) => tensors.Add(new TensorToWrite(
            $"{_weights[i].Name}/{part}", StoredType.F32, [.. _weights[i].Tensor.Shape.Select(extent => (long)extent)], bytes => fill(MemoryMarshal.Cast<byte, float>(bytes))));
    }

    /// <summary>Takes up what <see cref="Save"/> wrote, and gives the caller's words back.</summary>
    /// <exception cref="CheckpointException">The file is damaged, or of another run: its weights are not these.</exception>
    public IReadOnlyDictionary<string, string> Resume(string path)
    {
        using var file = SafetensorsFile.Open(path);
        if (!file.Header.Metadata.TryGetValue(StepsKey, out var text) || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var steps))
            throw new CheckpointException($"{path} does not say how many steps it holds: it was not written by a training run.");
        if (file.Header.Tensors.Count != 3 * _weights.Count) throw new CheckpointException($"{path} holds {file.Header.Tensors.Count / 3} weights and this run trains {_weights.Count}: resume with the settings it was begun with.");
        var found = _weights.Select(weight => (Weight: Find(weight, "weight"), First: Find(weight, "first"), Second: Find(weight, "second"))).ToList();
        for (var i = 0; i < found.Count; i++)
        {
            _optimizer.WriteWeight(i, Numbers(found[i].Weight));
            _optimizer.WriteMoments(i, Numbers(found[i].First), Numbers(found[i].Second), steps);
        }
        return file.Header.Metadata.Where(word => word.Key != StepsKey).ToDictionary();

        StoredTensor Find(TrainedWeight weight, string part) =>
            file.Header.Tensors.TryGetValue($"{weight.Name}/{part}", out var stored) && stored.Type == StoredType.F32 && stored.Shape.SequenceEqual(weight.Tensor.Shape.Select(extent => (long)extent))
                ? stored
                : throw new CheckpointException($"{path} has no {weight.Name} of shape [{string.Join(", ", weight.Tensor.Shape)}]: resume with the settings it was begun with.");

        ReadOnlySpan<float> Numbers(StoredTensor stored) => MemoryMarshal.Cast<byte, float>(file.Bytes(stored));
    }

    /// <summary>Forgets the moments; the weights stay where they are.</summary>
    public void Dispose() => _optimizer.Dispose();

    private StepOutcome Move(double loss)
    {
        var step = Steps;
        var norm = _engine.ClipGradients([.. _weights.Select(w => w.Tensor)], _settings.GradientLimit > 0 ? _settings.GradientLimit : double.PositiveInfinity);
        if (!double.IsFinite(norm)) throw new ArithmeticException($"The gradients of step {step} are not finite: lower the learning rate or look at the data of this step.");
        var rate = _settings.Rates.At(step);
        _optimizer.Step(rate);
        return new StepOutcome(step, loss, norm, rate);
    }

    private double Differentiate(ITrainingEngine engine, Func<Tensor> loss)
    {
        using var scope = engine.OpenScope();
        var number = loss();
        Span<float> value = stackalloc float[1];
        engine.Read(number, value);
        if (!float.IsFinite(value[0])) throw new ArithmeticException($"The loss of step {Steps} is {value[0]}: lower the learning rate or look at the data of this step.");
        engine.Backward(number);
        return value[0];
    }

    private delegate void FillNumbers(Span<float> numbers);
}
