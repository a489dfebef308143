using System.Collections.Immutable;

namespace LongVpo.Core.Models.Asking;

/// <summary>The prompt of a model of few words: pictures, then its words, and nothing else.</summary>
public static class ClipPrompt
{
    public static ImmutableArray<ChatMessage> Of(string words, ImmutableArray<PictureRef> pictures) => [new ChatMessage(ChatRole.User, [new PicturesPart(pictures), new TextPart(words)])];
}
