using System.Text.Json;
using System.Text.Json.Serialization;

namespace LongVpo.Core.Time;

/// <summary>Keeps media times exact on disk: they are written as pts and time base, never as floating-point seconds.</summary>
public sealed class MediaTimeJsonConverter : JsonConverter<MediaTime>
{
    public override MediaTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        MediaTime.Parse(reader.GetString() ?? throw new JsonException("A media time is missing."));

    public override void Write(Utf8JsonWriter writer, MediaTime value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }
}
