namespace LongVpo.Core.Segments;

/// <summary>A sentence or more about a stretch of video, with what made it, so that a reader knows how far to trust it.</summary>
/// <param name="Text">What is said.</param>
/// <param name="Model">Who said it: <c>observed:</c> for words composed from measurements alone, else a model's URI.</param>
/// <param name="Version">Version of the composer or model; captions of other versions can stand side by side.</param>
public sealed record Caption(string Text, string Model, int Version)
{
    /// <summary>The model name of captions that state only what was measured.</summary>
    public const string Observed = "observed:";
}
