using System.Buffers.Binary;
using System.Text;

namespace LongVpo.Media.Simulation.Servers.Rtmp;

/// <summary>Reads and writes the few kinds of values that RTMP's commands are made of (AMF 0). A number is a double, an object a list of named values, null is null.</summary>
internal static class Amf0
{
    private const byte Number = 0;
    private const byte Flag = 1;
    private const byte Text = 2;
    private const byte Object = 3;
    private const byte Null = 5;
    private const byte Undefined = 6;
    private const byte NamedArray = 8;
    private const byte ObjectEnd = 9;

    /// <summary>The values of a command; objects are passed over and stand as null, because no command needs what is in them.</summary>
    /// <exception cref="InvalidDataException">It is not AMF 0, or holds kinds that commands do not.</exception>
    public static IReadOnlyList<object?> Read(ReadOnlySpan<byte> bytes)
    {
        var values = new List<object?>();
        try
        {
            while (!bytes.IsEmpty) values.Add(ReadOne(ref bytes));
        }
        catch (ArgumentOutOfRangeException cut)
        {
            throw new InvalidDataException("An RTMP command ends within a value.", cut);
        }

        return values;
    }

    public static byte[] Write(params object?[] values)
    {
        var bytes = new List<byte>();
        foreach (var value in values) WriteOne(bytes, value);
        return [.. bytes];
    }

    private static object? ReadOne(ref ReadOnlySpan<byte> bytes)
    {
        var kind = Take(ref bytes, 1)[0];
        switch (kind)
        {
            case Number:
                return BinaryPrimitives.ReadDoubleBigEndian(Take(ref bytes, 8));
            case Flag:
                return Take(ref bytes, 1)[0] != 0;
            case Text:
                return Name(ref bytes);
            case Null or Undefined:
                return null;
            case NamedArray or Object:
                if (kind == NamedArray) Take(ref bytes, 4);
                while (true)
                {
                    var name = Name(ref bytes);
                    if (name.Length == 0 && bytes[..1][0] == ObjectEnd) break;
                    ReadOne(ref bytes);
                }

                Take(ref bytes, 1);
                return null;
            default:
                throw new InvalidDataException($"An RTMP command holds a value of the kind {kind}, which commands do not have.");
        }
    }

    private static string Name(ref ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(Take(ref bytes, BinaryPrimitives.ReadUInt16BigEndian(Take(ref bytes, 2))));

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int count)
    {
        var taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }

    private static void WriteOne(List<byte> bytes, object? value)
    {
        switch (value)
        {
            case null:
                bytes.Add(Null);
                break;
            case double number:
                Span<byte> eight = stackalloc byte[8];
                BinaryPrimitives.WriteDoubleBigEndian(eight, number);
                bytes.Add(Number);
                bytes.AddRange(eight);
                break;
            case string text:
                bytes.Add(Text);
                WriteName(bytes, text);
                break;
            case (string, object?)[] named:
                bytes.Add(Object);
                foreach (var (name, part) in named)
                {
                    WriteName(bytes, name);
                    WriteOne(bytes, part);
                }

                bytes.AddRange([0, 0, ObjectEnd]);
                break;
            default:
                throw new ArgumentException($"{value.GetType().Name} is not written in RTMP's commands.", nameof(value));
        }
    }

    private static void WriteName(List<byte> bytes, string name)
    {
        var text = Encoding.UTF8.GetBytes(name);
        bytes.AddRange([(byte)(text.Length >> 8), (byte)text.Length, .. text]);
    }
}
