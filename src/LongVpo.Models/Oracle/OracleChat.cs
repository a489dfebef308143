using System.Text.Json;
using LongVpo.Core.Models;
using LongVpo.Models.Prompts;

namespace LongVpo.Models.Oracle;

/// <summary>Reads the chats of reference data, which are written as chat services take them.</summary>
internal static class OracleChat
{
    /// <summary>The turns of a chat.</summary>
    /// <param name="messages">The chat.</param>
    /// <param name="images">Tiles of its still pictures, in order.</param>
    /// <param name="videos">Frames of its videos, in order.</param>
    public static IReadOnlyList<PromptTurn> Turns(JsonElement messages, IEnumerable<int> images, IEnumerable<int> videos)
    {
        var (tiles, frames) = (new Queue<int>(images), new Queue<int>(videos));
        return [.. messages.EnumerateArray().Select(message => new PromptTurn(Role(message), [.. Pieces(message.GetProperty("content"), tiles, frames)]))];
    }

    /// <summary>A list of whole numbers.</summary>
    public static int[] Numbers(JsonElement entry, string name) => [.. entry.GetProperty(name).EnumerateArray().Select(static number => number.GetInt32())];

    /// <summary>A file of JSON.</summary>
    public static JsonElement Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    private static ChatRole Role(JsonElement message) => Enum.Parse<ChatRole>(message.GetProperty("role").GetString()!, ignoreCase: true);

    private static IEnumerable<PromptPiece> Pieces(JsonElement content, Queue<int> images, Queue<int> videos) => content.ValueKind == JsonValueKind.String
        ? [new WordsPiece(content.GetString()!)]
        : content.EnumerateArray().Select(part => part.GetProperty("type").GetString() switch
        {
            "image" => new ImagePiece(images.Dequeue()),
            "video" => new VideoPiece(videos.Dequeue()),
            _ => (PromptPiece)new WordsPiece(part.GetProperty("text").GetString()!),
        });
}
