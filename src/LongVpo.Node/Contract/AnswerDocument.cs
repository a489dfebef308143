namespace LongVpo.Node.Contract;

/// <summary>An answer as other tools read it: what <c>longvpo ask --json</c> prints.</summary>
public sealed record AnswerDocument(
    string Answer, bool Found, double Confidence, IReadOnlyList<CitationDocument> Citations, double? Watermark, double Coverage)
{
    /// <summary>What feedback names it by; left out where it was not kept.</summary>
    public string? Id { get; init; }

    /// <summary>What a model had to do with it; left out when none was asked.</summary>
    public AnsweredByDocument? By { get; init; }

    /// <summary>Why a video that was asked about is not watched any more; left out when all are.</summary>
    public string? Caution { get; init; }
}
