using System.Collections.Immutable;
using System.Text.Json;

namespace LongVpo.Training.Preferences.Pairs.Formats;

/// <summary>Takes members out of foreign records, with a sentence for each that is not as it should be.</summary>
internal static class Records
{
    public static JsonElement Member(JsonElement record, string name) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(name, out var member) ? member : throw new FormatException($"there is no {name}");

    public static string Text(JsonElement record, string name) => Member(record, name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : throw new FormatException($"{name} is no text");

    public static JsonElement? Optional(JsonElement record, string name) => record.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    /// <summary>Texts of a list, or the one text that stands in its place.</summary>
    public static ImmutableArray<string> Texts(JsonElement list, string name) => list.ValueKind switch
    {
        JsonValueKind.String => [list.GetString()!],
        JsonValueKind.Array when list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) => [.. list.EnumerateArray().Select(item => item.GetString()!)],
        _ => throw new FormatException($"{name} is neither a text nor a list of texts"),
    };

    /// <summary>What a record names as media: one video, a video as a list of its frames, or frames.</summary>
    public static (ImmutableArray<string> Frames, string? Video) Media(JsonElement record, string frames, string videos)
    {
        if (Optional(record, videos) is { } named)
        {
            if (named.ValueKind == JsonValueKind.String) return ([], named.GetString());
            if (named.ValueKind != JsonValueKind.Array || named.GetArrayLength() != 1) throw new FormatException($"{videos} must name one video; pairs over several cannot be read");
            return named[0].ValueKind == JsonValueKind.Array ? (Texts(named[0], videos), null) : ([], Texts(named, videos)[0]);
        }

        return (Texts(Member(record, frames), frames), null);
    }

    /// <summary>The question without its placeholders, of which there must be one for every medium.</summary>
    public static string Question(string text, string placeholder, int media)
    {
        var marks = (text.Length - text.Replace(placeholder, string.Empty, StringComparison.Ordinal).Length) / placeholder.Length;
        if (marks != media) throw new FormatException($"the question has {marks} {placeholder} and the record {media} media");
        return text.Replace(placeholder + "\n", string.Empty, StringComparison.Ordinal).Replace(placeholder, string.Empty, StringComparison.Ordinal).Trim();
    }

    public static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>One video, by its file or as a list of its frames.</summary>
    public static void WriteVideos(Utf8JsonWriter json, FlatPair pair)
    {
        json.WriteStartArray("videos");
        if (pair.Video is { } video)
        {
            json.WriteStringValue(video);
        }
        else
        {
            json.WriteStartArray();
            foreach (var frame in pair.Frames) json.WriteStringValue(frame);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
