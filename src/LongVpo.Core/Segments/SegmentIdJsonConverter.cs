using System.Text.Json;
using System.Text.Json.Serialization;

namespace LongVpo.Core.Segments;

/// <summary>Writes a segment id as the text that people and other tools see, so that stored events and answers name segments alike.</summary>
public sealed class SegmentIdJsonConverter : JsonConverter<SegmentId>
{
    public override SegmentId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SegmentId.Parse(reader.GetString() ?? throw new JsonException("A segment id is missing."));

    public override void Write(Utf8JsonWriter writer, SegmentId value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }
}
