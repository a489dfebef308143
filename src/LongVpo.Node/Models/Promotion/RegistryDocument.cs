namespace LongVpo.Node.Models.Promotion;

/// <summary>The registry's file.</summary>
/// <param name="Schema">Its version; <see cref="CurrentSchema"/>.</param>
/// <param name="Lines">Every model that something was promoted over.</param>
public sealed record RegistryDocument(string Schema, IReadOnlyList<ModelLine> Lines)
{
    /// <summary>What this version reads and writes.</summary>
    public const string CurrentSchema = "models/1";
}
