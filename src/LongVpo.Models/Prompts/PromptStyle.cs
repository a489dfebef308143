namespace LongVpo.Models.Prompts;

/// <summary>What may differ between prompts of the family. The defaults are those of the native format.</summary>
public sealed record PromptStyle
{
    /// <summary>A system turn that is put before chats that have none; by default there is none. The original's own chat puts the one of its template there.</summary>
    public string? SystemMessage { get; init; }

    /// <summary>How the line of a frame begins.</summary>
    public FrameLabel Label { get; init; }
}
