using System.Text.Json.Nodes;
using Google.Protobuf;

namespace LongVpo.Collector;

/// <summary>Reads a message of protocol buffers into JSON by its <see cref="Shape"/>; what is not well formed is an error, so that a broken exporter does not go unnoticed.</summary>
internal static class WireReader
{
    /// <exception cref="InvalidProtocolBufferException">The bytes are no message of this shape.</exception>
    public static JsonObject Read(byte[] message, Shape shape)
    {
        var read = new JsonObject();
        var input = new CodedInputStream(message);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (!shape.TryGetValue(WireFormat.GetTagFieldNumber(tag), out var field))
            {
                input.SkipLastField();
                continue;
            }

            if (WireFormat.GetTagWireType(tag) != WireOf(field.Kind)) throw new InvalidOperationException($"{field.Name} came as {WireFormat.GetTagWireType(tag)}.");
            var value = Value(input, field);
            if (!field.Many) read[field.Name] = value;
            else if (read[field.Name] is JsonArray many) many.Add(value);
            else read[field.Name] = new JsonArray(value);
        }

        return read;
    }

    private static JsonNode Value(CodedInputStream input, Field field) => field.Kind switch
    {
        FieldKind.Text => input.ReadString(),
        FieldKind.Hex => Convert.ToHexStringLower(input.ReadBytes().Span),
        FieldKind.Number => input.ReadInt64(),
        FieldKind.Fixed64 => input.ReadFixed64(),
        FieldKind.SignedFixed64 => input.ReadSFixed64(),
        FieldKind.Double => input.ReadDouble(),
        FieldKind.Boolean => input.ReadBool(),
        _ => Read(input.ReadBytes().ToByteArray(), field.Inner!),
    };

    private static WireFormat.WireType WireOf(FieldKind kind) => kind switch
    {
        FieldKind.Number or FieldKind.Boolean => WireFormat.WireType.Varint,
        FieldKind.Fixed64 or FieldKind.SignedFixed64 or FieldKind.Double => WireFormat.WireType.Fixed64,
        _ => WireFormat.WireType.LengthDelimited,
    };
}
