using System.Text.Json;
using System.Text.Json.Serialization;

namespace LongVpo.Core.Videos;

/// <summary>Writes a video id as its text, and refuses text that is not one.</summary>
public sealed class VideoIdJsonConverter : JsonConverter<VideoId>
{
    public override VideoId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("A video id is missing."));

    public override void Write(Utf8JsonWriter writer, VideoId value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Value);
    }
}
