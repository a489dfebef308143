namespace LongVpo.Core.Time;

/// <summary>The length of one tick of a stream's clock in seconds, kept as the container's own fraction so that no rounding enters a timestamp.</summary>
/// <param name="Numerator">Seconds in the numerator; at least 1.</param>
/// <param name="Denominator">Ticks in the denominator; at least 1.</param>
public readonly record struct TimeBase(int Numerator, int Denominator)
{
    /// <summary>One microsecond: what times are given in when they come from outside a stream (a question, a subtitle file).</summary>
    public static readonly TimeBase Microseconds = new(1, 1_000_000);
}
