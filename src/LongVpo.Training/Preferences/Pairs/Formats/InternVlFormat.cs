using System.Text.Json;

namespace LongVpo.Training.Preferences.Pairs.Formats;

/// <summary>InternVL's data for mixed preference optimisation, with its <c>meta.json</c>; frames are numbered images, as the family was trained to read a video.</summary>
public sealed class InternVlFormat : IPairFormat
{
    /// <inheritdoc/>
    public string Name => "internvl";

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
        if (pair.Video is { } video) json.WriteString("video", video);
        else Records.WriteList(json, "image", pair.Frames);
        var marks = pair.Video is null ? string.Concat(Enumerable.Range(1, pair.Frames.Length).Select(number => $"Frame{number}: <image>\n")) : "<video>\n";
        json.WriteString("question", marks + pair.Question);
        json.WriteString("chosen", pair.Chosen);
        json.WriteString("rejected", pair.Rejected);
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public FlatPair Read(JsonElement record)
    {
        var question = Records.Text(record, "question");
        var (chosen, rejected) = (Records.Text(record, "chosen"), Records.Text(record, "rejected"));
        if (Records.Optional(record, "video") is { } video && video.ValueKind == JsonValueKind.String)
            return new FlatPair(Records.Question(question, "<video>", 1), chosen, rejected, [], video.GetString());
        var frames = Records.Texts(Records.Optional(record, "video") ?? Records.Member(record, "image"), "image");
        if (question.Contains("<video>", StringComparison.Ordinal)) return new FlatPair(Records.Question(question, "<video>", 1), chosen, rejected, frames);
        for (var number = 1; number <= frames.Length; number++) question = question.Replace($"Frame{number}: <image>", "<image>", StringComparison.Ordinal);
        return new FlatPair(Records.Question(question, "<image>", frames.Length), chosen, rejected, frames);
    }

    /// <inheritdoc/>
    public (string Name, string Text)? Companion(int pairs) => (
        "meta.json",
        $$"""
        {
          "longvpo": { "root": "", "annotation": "{{FileName}}", "data_augment": false, "repeat_time": 1, "length": {{pairs}} }
        }

        """);
}
