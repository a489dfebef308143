using System.Text.Json;

namespace LongVpo.Training.Preferences.Pairs.Formats;

/// <summary>ms-swift's preference data: messages that end with the preferred response, and the other one beside them.</summary>
public sealed class SwiftFormat : IPairFormat
{
    private const string Placeholder = "<video>";

    /// <inheritdoc/>
    public string Name => "swift";

    /// <inheritdoc/>
    public string FileName => "pairs.jsonl";

    /// <inheritdoc/>
    public bool IsArray => false;

    /// <inheritdoc/>
    public void Write(Utf8JsonWriter json, FlatPair pair)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(pair);
        json.WriteStartObject();
        json.WriteStartArray("messages");
        Message(json, "user", Placeholder + pair.Question);
        Message(json, "assistant", pair.Chosen);
        json.WriteEndArray();
        json.WriteString("rejected_response", pair.Rejected);
        Records.WriteVideos(json, pair);
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public FlatPair Read(JsonElement record)
    {
        var (frames, video) = Records.Media(record, "images", "videos");
        if (Records.Optional(record, "rejected_videos") is not null || Records.Optional(record, "rejected_images") is not null) throw new FormatException("the dispreferred response has media of its own; pairs here share theirs");
        var messages = Records.Member(record, "messages");
        if (messages.ValueKind != JsonValueKind.Array) throw new FormatException("messages is no list");
        var turns = messages.EnumerateArray().Where(turn => Records.Text(turn, "role") != "system").ToList();
        if (turns.Count != 2 || Records.Text(turns[0], "role") != "user" || Records.Text(turns[1], "role") != "assistant") throw new FormatException("messages must be one question and its answer");
        var rejected = Records.Optional(record, "rejected_response") ?? Records.Member(record, "rejected_messages");
        var other = rejected.ValueKind == JsonValueKind.Array && rejected.GetArrayLength() > 0 ? Records.Text(rejected[rejected.GetArrayLength() - 1], "content") : rejected.ValueKind == JsonValueKind.String ? rejected.GetString()! : throw new FormatException("the dispreferred response is no text");
        var isVideo = Records.Optional(record, "videos") is not null;
        return new FlatPair(Records.Question(Records.Text(turns[0], "content"), isVideo ? Placeholder : "<image>", isVideo ? 1 : frames.Length), Records.Text(turns[1], "content"), other, frames, video);
    }

    /// <inheritdoc/>
    public (string Name, string Text)? Companion(int pairs) => null;

    private static void Message(Utf8JsonWriter json, string role, string content)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteString("content", content);
        json.WriteEndObject();
    }
}
