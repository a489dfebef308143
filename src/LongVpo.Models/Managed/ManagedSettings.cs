using LongVpo.Core.Options;

namespace LongVpo.Models.Managed;

/// <summary>How a managed engine works. Results do not depend on it, not even in their last bits.</summary>
/// <param name="Threads">Threads that share one product or attention of many rows; 1 calculates where it is called.</param>
/// <param name="DecodeThreads">The same where a step has at most 12 rows.</param>
/// <param name="KeptBytes">Bytes of buffers kept for the next step; 256 MiB hold a step of a 1B network with a thousand tokens.</param>
public sealed record ManagedSettings(int Threads = 1, int DecodeThreads = 1, long KeptBytes = 256L << 20)
{
    /// <summary>The settings that the options ask for on this machine.</summary>
    public static ManagedSettings From(ModelOptions options) =>
        new(options.Threads == 0 ? PhysicalCores.Count : options.Threads, options.DecodeThreads, (long)options.KeptMegabytes << 20);
}
