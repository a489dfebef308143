namespace LongVpo.Benchmarks.Models;

/// <summary>Tells the processor time of this process: on a machine that others use, the only clock two contestants can be compared by while each calculates on one thread.</summary>
internal static class CpuClock
{
    /// <summary>Seconds of all threads, the compiler's and the collector's included.</summary>
    public static double Seconds => Environment.CpuUsage.TotalTime.TotalSeconds;
}
