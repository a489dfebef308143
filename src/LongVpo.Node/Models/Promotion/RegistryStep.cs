using System.Text.Json;

namespace LongVpo.Node.Models.Promotion;

/// <summary>One thing that was done to a line of models. Steps are only ever added, so the file also says what was tried and taken back.</summary>
/// <param name="What"><see cref="Promoted"/> or <see cref="RolledBack"/>.</param>
/// <param name="Model">With a promotion the model that stands from then on; with a rollback the one that was taken back. <c>torch:FOLDER</c>, or <c>torch:FOLDER+ADAPTER</c>.</param>
/// <param name="Digest">SHA-256 over its weights, as it stands on everything that it produces.</param>
/// <param name="At">When, on the wall.</param>
/// <param name="Suite">With a promotion what the short suite said.</param>
public sealed record RegistryStep(string What, string Model, string Digest, DateTimeOffset At, JsonElement? Suite = null)
{
    /// <summary>The model stands from here on.</summary>
    public const string Promoted = "promoted";

    /// <summary>The model was taken back, and the one before it stands again.</summary>
    public const string RolledBack = "rolled_back";
}
