using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace LongVpo.Models.Checkpoints;

/// <summary>Writes safetensors files whole or not at all: a file gets its name only once every byte is on disk, so a killed process leaves the old one.</summary>
public static class SafetensorsWriter
{
    /// <summary>Writes a file, replacing one of that name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">What goes in, in order.</param>
    /// <param name="metadata">Words about the file; other programs expect <c>format: pt</c>.</param>
    public static void Write(string path, IReadOnlyList<TensorToWrite> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var header = Header(tensors, metadata ?? new Dictionary<string, string> { ["format"] = "pt" });
        var partial = path + ".partial";
        try
        {
            using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                stream.Write(header);
                foreach (var tensor in tensors) WriteNumbers(stream, tensor);
                stream.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    private static void WriteNumbers(FileStream stream, TensorToWrite tensor)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)tensor.Bytes);
        try
        {
            var numbers = buffer.AsSpan(0, (int)tensor.Bytes);
            tensor.Fill(numbers);
            stream.Write(numbers);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Header(IReadOnlyList<TensorToWrite> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("__metadata__");
            foreach (var (name, value) in metadata) writer.WriteString(name, value);
            writer.WriteEndObject();
            var offset = 0L;
            foreach (var tensor in tensors) offset = WriteEntry(writer, tensor, offset);
            writer.WriteEndObject();
        }

        // Spaces up to a multiple of eight keep the numbers aligned for programs that map the file.
        var padded = (json.WrittenCount + 7) / 8 * 8;
        var bytes = new byte[8 + padded];
        bytes.AsSpan().Fill((byte)' ');
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)padded);
        json.WrittenSpan.CopyTo(bytes.AsSpan(8));
        return bytes;
    }

    private static long WriteEntry(Utf8JsonWriter writer, TensorToWrite tensor, long offset)
    {
        writer.WriteStartObject(tensor.Name);
        writer.WriteString("dtype", tensor.Type.ToString());
        writer.WriteStartArray("shape");
        foreach (var extent in tensor.Shape) writer.WriteNumberValue(extent);
        writer.WriteEndArray();
        writer.WriteStartArray("data_offsets");
        writer.WriteNumberValue(offset);
        writer.WriteNumberValue(offset + tensor.Bytes);
        writer.WriteEndArray();
        writer.WriteEndObject();
        return offset + tensor.Bytes;
    }
}
