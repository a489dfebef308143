using LongVpo.Models.Native;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Torch;

/// <summary>AdamW behind the wall. Moments are float32, and weights that are held in less are moved on a float32 copy, because small steps would vanish in them.</summary>
internal sealed class TorchAdamW : IAdamW
{
    private const int First = 0;
    private const int Second = 1;
    private const int Exact = 2;
    private readonly AdamWHandle _handle;
    private readonly AdamWSettings _settings;

    public TorchAdamW(IReadOnlyList<Tensor> weights, AdamWSettings settings)
    {
        _settings = settings;
        using var borrowed = new Borrowed(weights.Select(w => TorchEngine.Own(w).Handle));
        _handle = TorchTrainingNative.lt_adamw_new(borrowed.Pointers, weights.Count);
        if (_handle.IsInvalid) throw TorchLibrary.LastError();
    }

    public long Steps { get; private set; }

    public void Step(double learningRate)
    {
        TorchLibrary.Check(TorchTrainingNative.lt_adamw_step(_handle, Steps + 1, learningRate, _settings.Beta1, _settings.Beta2, _settings.Epsilon, _settings.WeightDecay));
        Steps++;
    }

    public void ReadMoments(int weight, Span<float> first, Span<float> second)
    {
        Read(weight, First, first);
        Read(weight, Second, second);
    }

    public void WriteMoments(int weight, ReadOnlySpan<float> first, ReadOnlySpan<float> second, long steps)
    {
        Write(weight, First, first);
        Write(weight, Second, second);
        Steps = steps;
    }

    public void ReadWeight(int weight, Span<float> into) => Read(weight, Exact, into);

    public void WriteWeight(int weight, ReadOnlySpan<float> values)
    {
        Write(weight, Exact, values);
        TorchLibrary.Check(TorchTrainingNative.lt_adamw_spread(_handle, weight));
    }

    public void Dispose() => _handle.Dispose();

    private void Read(int weight, int which, Span<float> into)
    {
        using var state = State(weight, which);
        TorchLibrary.Check(TorchNative.lt_read(state, into, into.Length));
    }

    private void Write(int weight, int which, ReadOnlySpan<float> values)
    {
        using var state = State(weight, which);
        TorchLibrary.Check(TorchNative.lt_write(state, values, values.Length));
    }

    private TensorHandle State(int weight, int which)
    {
        var state = TorchTrainingNative.lt_adamw_state(_handle, weight, which);
        return state.IsInvalid ? throw TorchLibrary.LastError() : state;
    }
}
