using System.Collections.Immutable;
using System.Text.Json;

namespace LongVpo.Training.Preferences.Pairs.Formats;

/// <summary>TRL's conversational preference data with pictures: typed parts, one image part for each frame. It has no videos.</summary>
public sealed class TrlFormat : IPairFormat
{
    /// <inheritdoc/>
    public string Name => "trl";

    /// <inheritdoc/>
    public string FileName => "pairs.jsonl";

    /// <inheritdoc/>
    public bool IsArray => false;

    /// <inheritdoc/>
    public void Write(Utf8JsonWriter json, FlatPair pair)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(pair);
        if (pair.Video is not null) throw new FormatException("TRL takes frames and no videos");
        json.WriteStartObject();
        Records.WriteList(json, "images", pair.Frames);
        Message(json, "prompt", "user", pair.Frames.Length, pair.Question);
        Message(json, "chosen", "assistant", 0, pair.Chosen);
        Message(json, "rejected", "assistant", 0, pair.Rejected);
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public FlatPair Read(JsonElement record)
    {
        var frames = Records.Texts(Records.Member(record, "images"), "images");
        var (question, images) = Turn(record, "prompt");
        if (images != frames.Length) throw new FormatException($"the prompt has {images} image parts and the record {frames.Length} images");
        return new FlatPair(question, Turn(record, "chosen").Text, Turn(record, "rejected").Text, frames);
    }

    /// <inheritdoc/>
    public (string Name, string Text)? Companion(int pairs) => null;

    private static void Message(Utf8JsonWriter json, string name, string role, int images, string text)
    {
        json.WriteStartArray(name);
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteStartArray("content");
        for (var i = 0; i < images; i++)
        {
            json.WriteStartObject();
            json.WriteString("type", "image");
            json.WriteEndObject();
        }

        json.WriteStartObject();
        json.WriteString("type", "text");
        json.WriteString("text", text);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    // Only one turn: a pair has one question.
    private static (string Text, int Images) Turn(JsonElement record, string name)
    {
        var turns = Records.Member(record, name);
        if (turns.ValueKind == JsonValueKind.String) return (turns.GetString()!, 0);
        if (turns.ValueKind != JsonValueKind.Array || turns.GetArrayLength() != 1) throw new FormatException($"{name} must be one message");
        var content = Records.Member(turns[0], "content");
        if (content.ValueKind == JsonValueKind.String) return (content.GetString()!, 0);
        if (content.ValueKind != JsonValueKind.Array) throw new FormatException($"the content of {name} is neither text nor a list of parts");
        var parts = content.EnumerateArray().ToLookup(part => Records.Text(part, "type"), StringComparer.Ordinal);
        return (string.Join('\n', parts["text"].Select(part => Records.Text(part, "text"))), parts["image"].Count());
    }
}
