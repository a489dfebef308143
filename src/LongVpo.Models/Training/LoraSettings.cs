using System.Collections.Immutable;

namespace LongVpo.Models.Training;

/// <summary>Which layers get low-rank adapters, and how large these are.</summary>
/// <param name="Rank">Rank of the change to each weight. 16 follows the usual recipes for models of 1 to 8 billion parameters.</param>
/// <param name="Alpha">The change is scaled by alpha / rank, so that another rank needs no other learning rate. Twice the rank is usual.</param>
/// <param name="Layers">Beginnings of the canonical names of layers that are adapted; the decoder's by default, as pictures are seen well enough.</param>
/// <param name="Seed">What the adapters' start depends on.</param>
public sealed record LoraSettings(int Rank = 16, double Alpha = 32, ImmutableArray<string> Layers = default, ulong Seed = 0)
{
    /// <summary>alpha / rank.</summary>
    public float Scale => (float)(Alpha / Rank);

    /// <summary>Whether a layer of this name gets an adapter.</summary>
    public bool Adapts(string layer) => Layers.IsDefault ? layer.StartsWith("text.layers.", StringComparison.Ordinal) : Layers.Any(start => layer.StartsWith(start, StringComparison.Ordinal));

    /// <summary>Refuses settings that make no adapter.</summary>
    /// <exception cref="ArgumentException">A number is out of its range; says which.</exception>
    public void Validate()
    {
        if (Rank is < 1 or > 4_096) throw new ArgumentException($"The rank of adapters must be from 1 to 4096, not {Rank}.");
        if (!(Alpha > 0) || !double.IsFinite(Alpha)) throw new ArgumentException($"Alpha must be a number above 0, not {Alpha}.");
    }
}
