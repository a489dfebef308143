using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>How models are opened that run in this process.</summary>
public sealed record ModelOptions
{
    /// <summary>Threads that calculate; 0 takes one per core, which is the default because nothing else of the program keeps all cores busy for long.</summary>
    [Range(0, 1_024)]
    public int Threads { get; init; }
}
