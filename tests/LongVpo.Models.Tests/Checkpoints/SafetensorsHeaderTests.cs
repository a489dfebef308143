using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LongVpo.Models.Checkpoints;

namespace LongVpo.Models.Tests.Checkpoints;

/// <summary>Feeds the header's reader what strangers may send: it answers with a checked header or one sentence, never with another fault, and takes no memory on a claim.</summary>
public sealed class SafetensorsHeaderTests
{
    private const string Good = """{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"b":{"dtype":"BF16","shape":[4],"data_offsets":[24,32]}}""";

    [Fact]
    public void A_good_header_gives_names_formats_shapes_and_places()
    {
        var header = Parse(Good, 32);

        Assert.Equal(["a", "b"], header.Tensors.Keys);
        Assert.Equal((StoredType.BF16, 4L, 8L), (header.Tensors["b"].Type, header.Tensors["b"].Shape[0], header.Tensors["b"].Bytes));
        Assert.Equal(8L + Good.Length + 24, header.Tensors["b"].Start);
        Assert.Equal("pt", header.Metadata["format"]);
    }

    [Theory]
    [InlineData("[2,3]", "[2,4]", "which is not what F32 [2, 4] takes")]
    [InlineData("[2,3]", "[9223372036854775807,9223372036854775807]", "not what F32")]
    [InlineData("[2,3]", "[2,-3]", "numbers that cannot be")]
    [InlineData("[2,3]", "[1,1,1,1,1,1,1,1,6]", "numbers that cannot be")]
    [InlineData("[2,3]", "[2,3.5]", "numbers that cannot be")]
    [InlineData("[2,3]", "\"six\"", "not made as the format demands")]
    [InlineData("[0,24]", "[0]", "incomplete")]
    [InlineData("[0,24]", "[24,0]", "ends before it begins")]
    [InlineData("[0,24]", "[0,9223372036854775807]", "is truncated")]
    [InlineData("[24,32]", "[16,24]", "overlaps")]
    [InlineData("[24,32]", "[32,40]", "is truncated")]
    [InlineData("\"F32\"", "\"F31\"", "unknown number format \"F31\"")]
    [InlineData("\"F32\"", "\"11\"", "unknown number format \"11\"")]
    [InlineData("\"b\"", "\"a\"", "twice")]
    [InlineData("\"b\"", "\"\\u0061\"", "twice")]
    [InlineData("\"b\"", "\"\\ud800\"", "no readable JSON")]
    [InlineData("\"dtype\":\"BF16\"", "\"dtype\":\"BF16\",\"dtype\":\"BF16\"", "unknown or there twice")]
    [InlineData("\"dtype\":\"BF16\"", "\"more\":1", "unknown or there twice")]
    [InlineData("\"pt\"", "[[[[[[1]]]]]]", "not made as the format demands")]
    [InlineData("{\"__", "[{\"__", "not made as the format demands")]
    [InlineData("]}}", "]}", "header")]
    [InlineData("]}}", "]}}}", "header")]
    public void What_does_not_fit_is_refused_in_one_sentence(string old, string now, string told)
    {
        var fault = Assert.Throws<CheckpointException>(() => Parse(Good.Replace(old, now, StringComparison.Ordinal), 32));

        Assert.Contains(told, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("x.safetensors", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void A_hole_between_tensors_is_refused() =>
        Assert.Contains("a hole of 8 bytes", Assert.Throws<CheckpointException>(() => Parse(Good.Replace("[24,32]", "[32,40]", StringComparison.Ordinal), 40)).Message, StringComparison.Ordinal);

    [Fact]
    public void Bytes_behind_the_last_tensor_are_refused() =>
        Assert.Contains("1 bytes behind", Assert.Throws<CheckpointException>(() => Parse(Good, 33)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 40)]
    [InlineData(1000UL)]
    public void A_header_longer_than_its_file_is_refused_before_memory_is_taken(ulong claimed)
    {
        var start = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(start, claimed);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Assert.Throws<CheckpointException>(() => SafetensorsHeader.BytesNeeded(start, 100, "x.safetensors"));

        Assert.Contains("claims", fault.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_file_of_a_few_bytes_is_refused() =>
        Assert.Contains("only 3 bytes", Assert.Throws<CheckpointException>(() => SafetensorsHeader.BytesNeeded([1, 2, 3], 3, "x")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_pointer_in_the_place_of_weights_is_named() =>
        Assert.Contains("git lfs pull", Assert.Throws<CheckpointException>(() => SafetensorsHeader.BytesNeeded("version https://git-lfs"u8, 130, "x")).Message, StringComparison.Ordinal);

    [Fact]
    public void Too_many_tensors_are_refused()
    {
        var many = "{" + string.Join(',', Enumerable.Range(0, SafetensorsHeader.MaxTensors + 1).Select(i => $"\"t{i}\":{{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}")) + "}";

        Assert.Contains("more than 65536 tensors", Assert.Throws<CheckpointException>(() => Parse(many, 0)).Message, StringComparison.Ordinal);
    }

    /// <summary>Any bytes, and a good header with any few bytes changed, give a header or a sentence; whatever passes lies inside the file.</summary>
    [Fact]
    public void Damaged_headers_never_end_in_another_fault()
    {
        var change = ArbMap.Default.ArbFor<(int At, byte Value)[]>();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(change, changes =>
        {
            var bytes = File(Good, 32);
            foreach (var (at, value) in changes.Take(6)) bytes[(int)((uint)at % (uint)bytes.Length)] = value;
            return Holds(bytes);
        }));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Holds));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        using var folder = new TempFolder();
        var path = folder.File("x.safetensors");
        float[] values = [1, -2, 3.5f, float.MaxValue, 0, 1e-20f];

        SafetensorsWriter.Write(path, [TensorToWrite.Of("b \"quoted\" \u20ac", values, 2, 3), TensorToWrite.Of("a", new float[] { 7 })]);

        using var file = SafetensorsFile.Open(path);
        var read = new float[6];
        Widening.ToFloat32(file.Bytes(file.Header.Tensors["b \"quoted\" \u20ac"]), LongVpo.Models.Tensors.ElementType.Float32, read);
        Assert.Equal(values, read);
        Assert.Empty(file.Header.Tensors["a"].Shape);
        Assert.Equal(0, file.Header.Tensors["b \"quoted\" \u20ac"].Start % 8);
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_file()
    {
        using var folder = new TempFolder();
        var path = folder.File("x.safetensors");
        SafetensorsWriter.Write(path, [TensorToWrite.Of("a", new float[] { 7 }, 1)]);
        var before = System.IO.File.ReadAllBytes(path);

        Assert.Throws<IOException>(() => SafetensorsWriter.Write(path, [TensorToWrite.Of("b", new float[9], 9), new TensorToWrite("c", StoredType.F32, [1], _ => throw new IOException())]));

        Assert.Equal(before, System.IO.File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    private static bool Holds(byte[] bytes)
    {
        try
        {
            var needed = SafetensorsHeader.BytesNeeded(bytes.AsSpan(0, Math.Min(8, bytes.Length)), bytes.Length, "x.safetensors");
            return SafetensorsHeader.Parse(bytes.AsSpan(0, needed), bytes.Length, "x.safetensors").Tensors.Values.All(tensor => tensor.Start >= needed && tensor.Start + tensor.Bytes <= bytes.Length);
        }
        catch (CheckpointException fault)
        {
            return fault.Message.StartsWith("x.safetensors", StringComparison.Ordinal) && !fault.Message.Contains('\n', StringComparison.Ordinal);
        }
    }

    private static SafetensorsHeader Parse(string json, int data)
    {
        var bytes = File(json, data);
        return SafetensorsHeader.Parse(bytes.AsSpan(0, bytes.Length - data), bytes.Length, "x.safetensors");
    }

    private static byte[] File(string json, int data)
    {
        var header = Encoding.UTF8.GetBytes(json);
        var bytes = new byte[8 + header.Length + data];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)header.Length);
        header.CopyTo(bytes, 8);
        return bytes;
    }
}
