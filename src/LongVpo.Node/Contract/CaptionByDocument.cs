namespace LongVpo.Node.Contract;

/// <summary>Which model said a caption, and on what it rests.</summary>
/// <param name="Model">The model as it was named.</param>
/// <param name="Version">Digest of its weights, or what a service tells about them.</param>
/// <param name="Pictures">How many pictures it saw.</param>
public sealed record CaptionByDocument(string Model, string Version, int Pictures)
{
    /// <summary>The segment or node whose words these are, because nothing had changed; left out when the model was asked.</summary>
    public string? SameAs { get; init; }

    /// <summary>The children whose captions were read, with the version of each.</summary>
    public IReadOnlyList<CaptionSourceDocument>? From { get; init; }

    /// <summary>How likely the model held its words, 0 to 1, as the geometric mean over their tokens; left out where it does not tell.</summary>
    public double? Likelihood { get; init; }

    /// <summary>Why the model said nothing; the caption is then the one from measurements.</summary>
    public string? Problem { get; init; }
}
