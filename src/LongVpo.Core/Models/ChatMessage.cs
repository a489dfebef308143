using System.Collections.Immutable;

namespace LongVpo.Core.Models;

/// <summary>One turn of a chat.</summary>
public sealed record ChatMessage(ChatRole Role, ImmutableArray<PromptPart> Parts)
{
    /// <summary>A turn of words only.</summary>
    public static ChatMessage Of(ChatRole role, string text) => new(role, [new TextPart(text)]);
}
