namespace LongVpo.Media.Simulation.Transport;

/// <summary>Arithmetic on the 33-bit clock of MPEG transport streams, which starts again from zero every 26.5 hours.</summary>
internal static class TsClock
{
    /// <summary>Ticks in a second.</summary>
    public const long Rate = 90_000;

    /// <summary>The first value that cannot be written.</summary>
    public const long Modulus = 1L << 33;

    public static long Wrap(long ticks) => ticks & (Modulus - 1);

    /// <summary>The value nearest to <paramref name="near"/> that is written as <paramref name="stamp"/>.</summary>
    public static long Unwrap(long stamp, long near)
    {
        var ahead = Wrap(stamp - near);
        return near + (ahead >= Modulus / 2 ? ahead - Modulus : ahead);
    }

    public static long Ticks(TimeSpan span) => (long)Math.Round(span.TotalSeconds * Rate);

    public static TimeSpan Span(long ticks) => TimeSpan.FromTicks(ticks * (TimeSpan.TicksPerSecond / 10_000) / (Rate / 10_000));
}
