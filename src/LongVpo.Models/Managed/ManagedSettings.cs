namespace LongVpo.Models.Managed;

/// <summary>How a managed engine works.</summary>
/// <param name="Threads">Threads that share one product or attention; 1 calculates where it is called.</param>
/// <param name="DecodeThreads">The same where a step has only a few rows: then the memory is the limit, and handing work over costs more than it brings on small networks.</param>
/// <param name="KeptBytes">Bytes of buffers kept for the next step; 256 MiB hold a step of a 1B network with a thousand tokens.</param>
public sealed record ManagedSettings(int Threads = 1, int DecodeThreads = 1, long KeptBytes = 256L << 20);
