using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>How networks are calculated in this process.</summary>
public sealed record ModelOptions
{
    /// <summary>Threads that share one step of many tokens in the managed engine; 0 takes one per physical core, since products are limited by multipliers.</summary>
    [Range(0, 1024)]
    public int Threads { get; init; }

    /// <summary>The same for steps of a few tokens, which are limited by memory. 1 suits small networks; large ones on machines with several memory channels gain from more.</summary>
    [Range(1, 1024)]
    public int DecodeThreads { get; init; } = 1;

    /// <summary>MiB of buffers kept between steps, because fresh memory is slow; 256 hold a step of a 1B network with a thousand tokens.</summary>
    [Range(0, 1_000_000)]
    public int KeptMegabytes { get; init; } = 256;
}
