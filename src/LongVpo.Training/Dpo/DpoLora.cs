using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using LongVpo.Models.Training;

namespace LongVpo.Training.Dpo;

/// <summary>Low-rank adapters that are trained instead of the weights (Hu et al. 2021): a small file, a tenth of the memory, and the network without them is the reference.</summary>
public sealed record DpoLora
{
    /// <summary>Rank of the change to each layer. Default 16, the usual one for models of 1 to 8 billion parameters.</summary>
    [Range(1, 4_096)]
    public int Rank { get; init; } = 16;

    /// <summary>The change is scaled by alpha / rank, so that another rank needs no other step size. Default 32, twice the rank.</summary>
    [Range(1e-6, 1e6)]
    public double Alpha { get; init; } = 32;

    /// <summary>Beginnings of the names of layers that are adapted, such as <c>text.layers.</c>, <c>projector.</c> or <c>text.layers.0.attention.</c>. Default the decoder's layers: pictures are seen well enough.</summary>
    public ImmutableArray<string> Targets { get; init; } = ["text.layers."];

    /// <summary>Whether the run ends with a whole network too, the adapters added to the weights. Default true: the next stage begins with it.</summary>
    public bool Merge { get; init; } = true;

    /// <summary>The same as the network wants it.</summary>
    internal LoraSettings Settings(long seed) => new(Rank, Alpha, Targets, (ulong)seed);
}
