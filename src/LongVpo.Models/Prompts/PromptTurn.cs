using System.Collections.Immutable;
using LongVpo.Core.Models;

namespace LongVpo.Models.Prompts;

/// <summary>One turn of a chat, in the pieces that the prompt's format tells apart.</summary>
/// <param name="Role">Who speaks.</param>
/// <param name="Pieces">What is said, in order.</param>
public sealed record PromptTurn(ChatRole Role, ImmutableArray<PromptPiece> Pieces)
{
    /// <summary>A message of the program's own chat; pictures in it are frames of a video.</summary>
    public static PromptTurn Of(ChatMessage message) => new(message.Role, [.. message.Parts.Select(part => part switch
    {
        TextPart text => (PromptPiece)new WordsPiece(text.Text),
        PicturesPart pictures => new VideoPiece(pictures.Pictures.Length),
        _ => throw new ArgumentException($"A prompt cannot hold {part.GetType().Name}.", nameof(message)),
    })]);
}
