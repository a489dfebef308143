namespace LongVpo.Node.Contract;

/// <summary>What a model had to do with an answer.</summary>
/// <param name="Model">The model as it was named.</param>
/// <param name="Mode">How it was asked.</param>
/// <param name="Calls">How often.</param>
/// <param name="PromptTokens">Tokens it read in all calls.</param>
/// <param name="ReplyTokens">Tokens it wrote.</param>
/// <param name="Invented">Places it cited that do not exist; they were left out.</param>
public sealed record AnsweredByDocument(string Model, string Mode, int Calls, int PromptTokens, int ReplyTokens, int Invented)
{
    /// <summary>Digest of the weights that wrote the words; left out when the words are from measurements.</summary>
    public string? Version { get; init; }

    /// <summary>Why the answer from measurements stands instead.</summary>
    public string? Instead { get; init; }
}
