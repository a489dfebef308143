namespace LongVpo.Models.Tensors;

/// <summary>Moves weights along their gradients. Its moments can be read and written, so that training goes on bit for bit after a stop.</summary>
public interface IAdamW : IDisposable
{
    /// <summary>Steps done so far; the bias corrections depend on it.</summary>
    long Steps { get; }

    /// <summary>Moves every weight that has a gradient by one step.</summary>
    /// <param name="learningRate">Step size of this step, for schedules.</param>
    void Step(double learningRate);

    /// <summary>Copies the two moments of one weight out.</summary>
    void ReadMoments(int weight, Span<float> first, Span<float> second);

    /// <summary>Puts moments and the number of steps back.</summary>
    void WriteMoments(int weight, ReadOnlySpan<float> first, ReadOnlySpan<float> second, long steps);

    /// <summary>Copies one weight out as exactly as the optimizer holds it: in float32, also when the tensor itself is held in less.</summary>
    void ReadWeight(int weight, Span<float> into);

    /// <summary>Puts one weight back, in the optimizer and in its tensor.</summary>
    void WriteWeight(int weight, ReadOnlySpan<float> values);
}
