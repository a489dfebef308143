using System.Runtime.InteropServices;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Managed;
using LongVpo.Models.Oracle;
using LongVpo.Models.Tests.Checkpoints;
using LongVpo.Models.Tests.Networks;

namespace LongVpo.Models.Tests.Oracle;

/// <summary>Checks on a folder of our own, with numbers of <see cref="ReferenceNetwork"/>, that what is right passes and that every way of being wrong is noticed and named.</summary>
public sealed class OracleFolderTests : IDisposable
{
    private const int Width = 12;
    private static readonly int[] Ids = [7, 8, 50, 50, 50, 50, 9, 10];

    private readonly TempFolder _folder = new();

    public OracleFolderTests() => Directory.CreateDirectory(Path.Combine(Model, "cases"));

    private string Model => Path.Combine(_folder.Path, "any", "model");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_of_any_depth_is_found_and_right_numbers_pass()
    {
        Write(static _ => { });

        var result = Run();

        Assert.Equal("any/model/one", result.Case);
        Assert.InRange(result.WorstRelativeError!.Value, 1e-9, 1e-5);
        Assert.True(result.TokensEqual);
        Assert.True(result.Passed);
    }

    [Fact]
    public void A_wrong_number_is_noticed_and_its_array_named()
    {
        Write(static arrays => arrays["logits"][70] += 0.01f * arrays["logits"].Max());

        var result = Run();

        Assert.Equal("logits", result.Array);
        Assert.InRange(result.WorstRelativeError!.Value, 0.005, 0.02);
        Assert.False(result.Passed);
    }

    [Fact]
    public void Another_token_is_noticed()
    {
        Write(static arrays => arrays["gen.tokens"][1] = 63 - arrays["gen.tokens"][1]);

        var result = Run();

        Assert.False(result.TokensEqual);
        Assert.False(result.Passed);
    }

    [Fact]
    public void An_array_that_nobody_calculates_does_not_pass()
    {
        Write(static arrays => arrays["vit.layer.7"] = [1, 2, 3, 4]);

        var result = Run();

        Assert.Equal("vit.layer.7", result.Array);
        Assert.Equal(double.PositiveInfinity, result.WorstRelativeError);
        Assert.False(result.Passed);
    }

    [Fact]
    public void Pictures_without_room_in_the_text_say_so()
    {
        Write(static arrays => arrays["in.input_ids"][3] = 9);

        Assert.Throws<ArgumentException>(() => Run());
    }

    private OracleResult Run()
    {
        using var engine = new ManagedEngine();
        return Assert.Single(OracleFolder.Cases(_folder.Path)).Run(engine);
    }

    private void Write(Action<Dictionary<string, float[]>> change)
    {
        TinyFolder.Write(Model);
        using var folder = CheckpointFolder.Open(Model);
        var reference = new ReferenceNetwork(folder.Config, folder.Read);
        var random = new Random(3);
        float[] pixels = [.. Enumerable.Range(0, 3 * 56 * 56).Select(_ => random.NextSingle() - 0.5f)];
        var scores = reference.Scores(Ids, 50, [pixels], 56);
        int[] written = [];
        while (written.Length < 3)
        {
            var last = reference.Scores([.. Ids, .. written], 50, [pixels], 56)[^1];
            written = [.. written, Array.IndexOf(last, last.Max())];
        }

        var arrays = new Dictionary<string, float[]>
        {
            ["in.input_ids"] = [.. Ids.Select(static id => (float)id)],
            ["in.pixel_values"] = pixels,
            ["projector"] = [.. reference.Look(pixels, 56).SelectMany(static row => row).Select(static value => (float)value)],
            ["logits"] = [.. scores.SelectMany(static row => row).Select(static value => (float)value)],
            ["gen.tokens"] = [.. written.Select(static id => (float)id)],
        };
        change(arrays);
        SafetensorsWriter.Write(Path.Combine(Model, "cases", "one.safetensors"), [.. arrays.Select(array => Tensor(array.Key, array.Value))]);
    }

    private static TensorToWrite Tensor(string name, float[] values)
    {
        return name switch
        {
            "in.input_ids" or "gen.tokens" => new TensorToWrite(
                name, StoredType.I64, [1, values.Length], bytes => values.Select(static value => (long)value).ToArray().CopyTo(MemoryMarshal.Cast<byte, long>(bytes))),
            "in.pixel_values" => Floats(1, 3, 56, 56),
            "projector" => Floats(1, 4, Width),
            "logits" => Floats(1, Ids.Length, values.Length / Ids.Length),
            _ => Floats(values.Length),
        };

        TensorToWrite Floats(params long[] shape) => new(name, StoredType.F32, [.. shape], bytes => values.CopyTo(MemoryMarshal.Cast<byte, float>(bytes)));
    }
}
