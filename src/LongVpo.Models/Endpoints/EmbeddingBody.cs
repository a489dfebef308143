using System.Buffers;
using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Text.Json;

namespace LongVpo.Models.Endpoints;

/// <summary>Asks for vectors and reads them, which services write as numbers or as base64 whatever was asked for, and makes each of length 1.</summary>
internal static class EmbeddingBody
{
    public static BinaryData Write(string model, IEnumerable<string> texts)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("model", model);
            json.WriteStartArray("input");
            foreach (var text in texts) json.WriteStringValue(text);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return BinaryData.FromBytes(buffer.WrittenMemory);
    }

    /// <exception cref="FormatException">A vector is empty or no vector.</exception>
    public static IReadOnlyList<float[]> Parse(JsonElement root) =>
        [.. root.GetProperty("data").EnumerateArray().Select((item, place) => (At: item.TryGetProperty("index", out var at) ? at.GetInt32() : place, Vector: Vector(item.GetProperty("embedding"))))
            .OrderBy(item => item.At).Select(item => item.Vector)];

    private static float[] Vector(JsonElement value)
    {
        float[] vector;
        if (value.ValueKind == JsonValueKind.String)
        {
            var bytes = value.GetBytesFromBase64();
            vector = new float[bytes.Length / sizeof(float)];
            for (var i = 0; i < vector.Length; i++) vector[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
        }
        else
        {
            vector = [.. value.EnumerateArray().Select(number => number.GetSingle())];
        }

        var length = vector.Length == 0 ? 0 : TensorPrimitives.Norm<float>(vector);
        if (!(length > 0) || !float.IsFinite(length)) throw new FormatException("An embedding has no length.");
        TensorPrimitives.Divide(vector, length, vector);
        return vector;
    }
}
