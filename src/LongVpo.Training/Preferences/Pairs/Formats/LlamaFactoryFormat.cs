using System.Text.Json;

namespace LongVpo.Training.Preferences.Pairs.Formats;

/// <summary>LLaMA-Factory's sharegpt ranking data with its entry of <c>dataset_info.json</c>; a list of frames stands for a video.</summary>
public sealed class LlamaFactoryFormat : IPairFormat
{
    private const string Placeholder = "<video>";

    /// <inheritdoc/>
    public string Name => "llamafactory";

    /// <inheritdoc/>
    public string FileName => "pairs.json";

    /// <inheritdoc/>
    public bool IsArray => true;

    /// <inheritdoc/>
    public void Write(Utf8JsonWriter json, FlatPair pair)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(pair);
        json.WriteStartObject();
        json.WriteStartArray("conversations");
        Turn(json, "human", Placeholder + pair.Question);
        json.WriteEndArray();
        json.WritePropertyName("chosen");
        Turn(json, "gpt", pair.Chosen);
        json.WritePropertyName("rejected");
        Turn(json, "gpt", pair.Rejected);
        Records.WriteVideos(json, pair);
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public FlatPair Read(JsonElement record)
    {
        var (frames, video) = Records.Media(record, "images", "videos");
        var isVideo = Records.Optional(record, "videos") is not null;
        string question;
        if (Records.Optional(record, "conversations") is { } turns)
        {
            if (turns.ValueKind != JsonValueKind.Array || turns.GetArrayLength() != 1) throw new FormatException("conversations must hold one turn, the question");
            if (Records.Text(turns[0], "from") != "human") throw new FormatException("the turn before the responses is not a person's");
            question = Records.Text(turns[0], "value");
        }
        else
        {
            question = Records.Text(record, "instruction") + (Records.Optional(record, "input") is { ValueKind: JsonValueKind.String } more && more.GetString() is { Length: > 0 } input ? "\n" + input : string.Empty);
        }

        question = isVideo ? Records.Question(question, Placeholder, 1) : Records.Question(question, "<image>", frames.Length);
        return new FlatPair(question, Response(record, "chosen"), Response(record, "rejected"), frames, video);
    }

    /// <inheritdoc/>
    public (string Name, string Text)? Companion(int pairs) => (
        "dataset_info.json",
        $$"""
        {
          "longvpo": {
            "file_name": "{{FileName}}",
            "formatting": "sharegpt",
            "ranking": true,
            "columns": { "messages": "conversations", "chosen": "chosen", "rejected": "rejected", "videos": "videos" }
          }
        }

        """);

    private static string Response(JsonElement record, string name)
    {
        var response = Records.Member(record, name);
        return response.ValueKind == JsonValueKind.String ? response.GetString()! : Records.Text(response, "value");
    }

    private static void Turn(Utf8JsonWriter json, string from, string value)
    {
        json.WriteStartObject();
        json.WriteString("from", from);
        json.WriteString("value", value);
        json.WriteEndObject();
    }
}
