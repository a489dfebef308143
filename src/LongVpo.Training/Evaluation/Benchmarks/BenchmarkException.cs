namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>A benchmark's folder that cannot be used; the message is one sentence that says what is wrong and what to do.</summary>
public sealed class BenchmarkException : Exception
{
    public BenchmarkException()
    {
    }

    public BenchmarkException(string message)
        : base(message)
    {
    }

    public BenchmarkException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
