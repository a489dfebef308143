using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;

namespace LongVpo.Models.Checkpoints;

/// <summary>
/// The checked header of a safetensors file: eight bytes of length, JSON, then the numbers. Files come from strangers, so every number is checked before anything is taken on trust:
/// the numbers' places must fill the file exactly, without overlap, hole or rest, as the format demands.
/// </summary>
/// <param name="Tensors">By name.</param>
/// <param name="Metadata">What the writer said about the file; words only.</param>
public sealed record SafetensorsHeader(ImmutableSortedDictionary<string, StoredTensor> Tensors, ImmutableSortedDictionary<string, string> Metadata)
{
    /// <summary>Largest header: 64 Ki names of 256 bytes. The largest published model of the family has about 2,000 tensors.</summary>
    public const int MaxBytes = 16 << 20;

    /// <summary>Most tensors in one file.</summary>
    public const int MaxTensors = 1 << 16;

    private const int LengthBytes = 8;
    private const int MaxRank = 8;

    /// <summary>How many bytes at the beginning <see cref="Parse"/> must be given: the length and the header.</summary>
    /// <param name="start">The first eight bytes, or fewer where the file has fewer.</param>
    /// <param name="fileBytes">Length of the file.</param>
    /// <param name="place">The file's path, for messages.</param>
    public static int BytesNeeded(ReadOnlySpan<byte> start, long fileBytes, string place)
    {
        if (start.StartsWith("version "u8)) throw new CheckpointException($"{place} is a pointer of Git LFS and not the weights; fetch them with: git lfs pull");
        if (start.Length < LengthBytes) throw Fault(place, $"it has only {start.Length} bytes");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(start);
        if (length > MaxBytes) throw Fault(place, $"its header claims {length} bytes, and at most {MaxBytes} are read");
        if ((long)length > fileBytes - LengthBytes) throw Fault(place, $"its header claims {length} bytes, and the file has {fileBytes}");
        return LengthBytes + (int)length;
    }

    /// <summary>Reads and checks a header.</summary>
    /// <param name="bytes">The file's beginning, as long as <see cref="BytesNeeded"/> says.</param>
    /// <param name="fileBytes">Length of the file.</param>
    /// <param name="place">The file's path, for messages.</param>
    /// <exception cref="CheckpointException">The file is damaged, truncated or no safetensors file.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> bytes, long fileBytes, string place)
    {
        var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            var reader = new Utf8JsonReader(bytes[LengthBytes..], new JsonReaderOptions { MaxDepth = 4 });
            Expect(ref reader, JsonTokenType.StartObject, place);
            while (Next(ref reader, place) == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                if (name == "__metadata__") ReadMetadata(ref reader, metadata, place);
                else if (tensors.Count == MaxTensors) throw Fault(place, $"it claims more than {MaxTensors} tensors");
                else if (!tensors.TryAdd(name, ReadTensor(ref reader, name, bytes.Length, fileBytes, place))) throw Fault(place, $"it has the tensor {Shown(name)} twice");
            }

            if (reader.Read()) throw Fault(place, "its header goes on behind its end");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // A name with a lone surrogate is no JSON fault to the reader until it is read as text.
            throw new CheckpointException($"{place} is no usable safetensors file: its header is no readable JSON; download it again.", fault);
        }

        CheckFilling(tensors.Values, bytes.Length, fileBytes, place);
        return new SafetensorsHeader(tensors.ToImmutableSortedDictionary(StringComparer.Ordinal), metadata.ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, Dictionary<string, string> metadata, string place)
    {
        Expect(ref reader, JsonTokenType.StartObject, place);
        while (Next(ref reader, place) == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            Expect(ref reader, JsonTokenType.String, place);
            metadata[name] = reader.GetString()!;
        }
    }

    private static StoredTensor ReadTensor(ref Utf8JsonReader reader, string name, long dataStart, long fileBytes, string place)
    {
        StoredType? type = null;
        List<long>? shape = null;
        List<long>? offsets = null;
        Expect(ref reader, JsonTokenType.StartObject, place);
        while (Next(ref reader, place) == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("dtype"u8) && type is null) type = ReadType(ref reader, name, place);
            else if (reader.ValueTextEquals("shape"u8) && shape is null) shape = ReadNumbers(ref reader, MaxRank, name, place);
            else if (reader.ValueTextEquals("data_offsets"u8) && offsets is null) offsets = ReadNumbers(ref reader, 2, name, place);
            else throw Fault(place, $"the entry of {Shown(name)} has a field that is unknown or there twice");
        }

        if (type is not { } stored || shape is null || offsets is not { Count: 2 }) throw Fault(place, $"the entry of {Shown(name)} is incomplete");
        var (begin, end) = (offsets[0], offsets[1]);
        if (end < begin) throw Fault(place, $"{Shown(name)} ends before it begins");
        if (end > fileBytes - dataStart)
            throw new CheckpointException($"{place} is truncated: {Shown(name)} ends at byte {(decimal)end + dataStart} and the file has {fileBytes}; download it again.");
        if (Product(shape, stored.Size()) != end - begin)
            throw Fault(place, $"{Shown(name)} has {end - begin} bytes, which is not what {stored} {StoredTensor.Words([.. shape])} takes");
        return new StoredTensor(name, stored, [.. shape], dataStart + begin, end - begin);
    }

    private static StoredType ReadType(ref Utf8JsonReader reader, string name, string place)
    {
        Expect(ref reader, JsonTokenType.String, place);
        var word = reader.GetString()!;
        // Names only: the parser would also take "3" for the fourth member.
        if (Enum.GetNames<StoredType>().Contains(word, StringComparer.Ordinal)) return Enum.Parse<StoredType>(word);
        throw Fault(place, $"{Shown(name)} has the unknown number format {Shown(word)}");
    }

    private static List<long> ReadNumbers(ref Utf8JsonReader reader, int most, string name, string place)
    {
        var numbers = new List<long>(most);
        Expect(ref reader, JsonTokenType.StartArray, place);
        while (Next(ref reader, place) == JsonTokenType.Number)
        {
            if (numbers.Count == most || !reader.TryGetInt64(out var number) || number < 0) throw Fault(place, $"the entry of {Shown(name)} has numbers that cannot be");
            numbers.Add(number);
        }

        return reader.TokenType == JsonTokenType.EndArray ? numbers : throw Fault(place, $"the entry of {Shown(name)} has numbers that cannot be");
    }

    /// <summary>Bytes of a tensor, or -1 when no file could hold it.</summary>
    private static long Product(List<long> shape, long size)
    {
        if (shape.Contains(0)) return 0;
        foreach (var extent in shape)
        {
            if (size > long.MaxValue / extent) return -1;
            size *= extent;
        }

        return size;
    }

    private static void CheckFilling(IEnumerable<StoredTensor> tensors, long dataStart, long fileBytes, string place)
    {
        var reached = dataStart;
        foreach (var tensor in tensors.OrderBy(tensor => tensor.Start).ThenBy(tensor => tensor.Bytes))
        {
            if (tensor.Start < reached) throw Fault(place, $"{Shown(tensor.Name)} overlaps the tensor before it");
            if (tensor.Start > reached) throw Fault(place, $"there is a hole of {tensor.Start - reached} bytes before {Shown(tensor.Name)}");
            reached = tensor.Start + tensor.Bytes;
        }

        if (reached != fileBytes) throw Fault(place, $"{fileBytes - reached} bytes behind the last tensor belong to none");
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader, string place) =>
        reader.Read() ? reader.TokenType : throw Fault(place, "its header ends too early");

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type, string place)
    {
        if (Next(ref reader, place) != type) throw Fault(place, "its header is not made as the format demands");
    }

    private static string Shown(string name)
    {
        var plain = string.Concat(name.Take(100).Select(c => char.IsControl(c) ? '?' : c));
        return $"\"{plain}{(name.Length > 100 ? "..." : string.Empty)}\"";
    }

    private static CheckpointException Fault(string place, string what) => new($"{place} is no usable safetensors file: {what}; download it again.");
}
