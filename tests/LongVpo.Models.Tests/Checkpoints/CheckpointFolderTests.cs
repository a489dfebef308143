using LongVpo.Models.Checkpoints;

namespace LongVpo.Models.Tests.Checkpoints;

/// <summary>Checks that every published layout gives the same weights by the same names, and that every folder that cannot be used says why in one sentence.</summary>
public sealed class CheckpointFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Both_native_spellings_give_all_weights(bool second)
    {
        TinyFolder.Write(_folder.Path, second: second);
        using var opened = CheckpointFolder.Open(_folder.Path);

        Assert.Equal(WeightLayout.Of(opened.Config).Select(weight => weight.Name).Order(StringComparer.Ordinal), opened.Weights.Keys.Order(StringComparer.Ordinal));
        Assert.False(opened.IsHeadTied);
        Assert.Equal(64 * 12, opened.Read("text.embeddings.weight").Length);
    }

    [Fact]
    public void Fused_queries_keys_and_values_are_taken_apart_row_by_row()
    {
        TinyFolder.Write(_folder.Path, TinyFolder.Original);
        using var opened = CheckpointFolder.Open(_folder.Path);
        using var file = SafetensorsFile.Open(_folder.File("model.safetensors"));

        // Two query heads, one key and one value of two channels each per key head; three key heads; twelve numbers per row.
        var fused = Whole(file, "language_model.model.layers.1.attention.wqkv.weight");
        var rows = fused.Chunk(12).ToList();
        Assert.Equal(24, rows.Count);
        Assert.Equal(Rows(rows, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19), opened.Read("text.layers.1.attention.q.weight"));
        Assert.Equal(Rows(rows, 4, 5, 12, 13, 20, 21), opened.Read("text.layers.1.attention.k.weight"));
        Assert.Equal(Rows(rows, 6, 7, 14, 15, 22, 23), opened.Read("text.layers.1.attention.v.weight"));

        var bias = Whole(file, "vision_model.encoder.layers.0.attn.qkv.bias");
        Assert.Equal(bias[8..16], opened.Read("vision.layers.0.attention.k.bias"));
        Assert.Equal(bias[16..], opened.Read("vision.layers.0.attention.v.bias"));
    }

    [Theory]
    [InlineData(StoredType.F16)]
    [InlineData(StoredType.BF16)]
    public void Half_precision_is_widened_exactly(StoredType type)
    {
        TinyFolder.Write(_folder.Path, type: type);
        using var opened = CheckpointFolder.Open(_folder.Path);

        var back = new byte[2 * 8];
        var values = opened.Read("vision.class");
        Widening.FromFloat32(values, type.Element()!.Value, back);

        Assert.Equal(opened.Files[0].Bytes(opened.Weights["vision.class"].Tensor).ToArray(), back);
        Assert.Contains(values, value => value != 0);
    }

    [Fact]
    public void Shards_are_read_as_one()
    {
        TinyFolder.WriteShards(_folder.Path);
        using var opened = CheckpointFolder.Open(_folder.Path);

        Assert.Equal(2, opened.Files.Count);
        Assert.Equal(WeightLayout.Of(opened.Config).Count(), opened.Weights.Count);
    }

    [Fact]
    public void A_head_that_is_not_stored_is_the_embedding_table_where_the_config_allows_it()
    {
        TinyFolder.Write(_folder.Path, TinyFolder.Native.Replace("\"tie_word_embeddings\":false", "\"tie_word_embeddings\":true", StringComparison.Ordinal), tied: true);
        using var opened = CheckpointFolder.Open(_folder.Path);

        Assert.True(opened.IsHeadTied);
    }

    [Fact]
    public void A_head_that_is_not_stored_is_missing_where_the_config_forbids_it()
    {
        TinyFolder.Write(_folder.Path, tied: true);

        Refused("lacks 1 of the 73 weights", "language_model.lm_head.weight");
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named() =>
        Assert.Contains("no folder", Assert.Throws<CheckpointException>(() => CheckpointFolder.Open(_folder.File("away"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_folder_without_a_config_is_refused() => Refused("has no config.json");

    [Fact]
    public void A_folder_without_weights_is_refused()
    {
        File.WriteAllText(_folder.File("config.json"), TinyFolder.Native);

        Refused("incomplete", "model.safetensors");
    }

    [Fact]
    public void Weights_in_another_container_are_refused()
    {
        File.WriteAllText(_folder.File("config.json"), TinyFolder.Native);
        File.WriteAllText(_folder.File("pytorch_model.bin"), "x");

        Refused("pytorch_model.bin", "only safetensors");
    }

    [Fact]
    public void A_model_of_another_family_is_refused()
    {
        TinyFolder.Write(_folder.Path);
        File.WriteAllText(_folder.File("config.json"), """{"model_type":"llava"}""");

        Refused("family \"llava\"");
    }

    [Fact]
    public void A_truncated_file_is_refused()
    {
        TinyFolder.Write(_folder.Path);
        using (var stream = File.OpenWrite(_folder.File("model.safetensors"))) stream.SetLength(stream.Length - 1);

        Refused("is truncated", "download it again");
    }

    [Fact]
    public void A_missing_shard_is_named()
    {
        TinyFolder.WriteShards(_folder.Path);
        File.Delete(_folder.File("model-00002-of-00002.safetensors"));

        Refused("lacks 1 of the 2 files", "model-00002-of-00002.safetensors");
    }

    [Theory]
    [InlineData("../outside.safetensors")]
    [InlineData("/etc/passwd")]
    [InlineData("sub/model.safetensors")]
    [InlineData("..\\\\outside.safetensors")]
    public void An_index_cannot_lead_out_of_its_folder(string file)
    {
        File.WriteAllText(_folder.File("config.json"), TinyFolder.Native);
        File.WriteAllText(_folder.File("model.safetensors.index.json"), "{\"weight_map\":{\"a\":\"" + file + "\"}}");

        Refused("no safetensors file of its folder");
    }

    [Theory]
    [InlineData("[]", "has no weight_map")]
    [InlineData("{\"weight_map\":3}", "has no weight_map")]
    [InlineData("{\"weight_map\":{\"a\":\"x.safetensors\",\"a\":\"x.safetensors\"}}", "twice")]
    [InlineData("{", "no readable JSON")]
    public void An_index_that_is_damaged_is_refused(string json, string told)
    {
        File.WriteAllText(_folder.File("config.json"), TinyFolder.Native);
        File.WriteAllText(_folder.File("model.safetensors.index.json"), json);

        Refused(told);
    }

    [Fact]
    public void An_index_that_names_what_its_file_lacks_is_refused()
    {
        TinyFolder.WriteShards(_folder.Path);
        var index = _folder.File("model.safetensors.index.json");
        File.WriteAllText(index, File.ReadAllText(index).Replace("vision_tower.embeddings.cls_token", "vision_tower.embeddings.cls_tokem", StringComparison.Ordinal));

        Refused("cls_tokem", "it is not there");
    }

    [Fact]
    public void Shapes_that_disagree_with_the_config_are_refused()
    {
        TinyFolder.Write(_folder.Path);
        File.WriteAllText(_folder.File("config.json"), TinyFolder.Native.Replace("\"vocab_size\":64", "\"vocab_size\":65", StringComparison.Ordinal));

        Refused("is [64, 12]", "asks for [65, 12]");
    }

    [Fact]
    public void Weights_the_config_has_no_place_for_are_refused()
    {
        TinyFolder.Write(_folder.Path);
        File.WriteAllText(_folder.File("config.json"), TinyFolder.Native.Replace("\"attention_bias\":true", "\"attention_bias\":false", StringComparison.Ordinal));

        Refused("has no place");
    }

    [Fact]
    public void Weights_of_another_model_are_refused()
    {
        File.WriteAllText(_folder.File("config.json"), TinyFolder.Native);
        SafetensorsWriter.Write(_folder.File("model.safetensors"), [TensorToWrite.Of("transformer.wte.weight", new float[4], 2, 2)]);

        Refused("none of the weights of an InternVL model");
    }

    [Theory]
    [InlineData(StoredType.I64)]
    [InlineData(StoredType.F8_E4M3)]
    [InlineData(StoredType.F64)]
    public void Weights_of_a_number_format_that_is_not_calculated_are_refused(StoredType type)
    {
        File.WriteAllText(_folder.File("config.json"), TinyFolder.Native);
        SafetensorsWriter.Write(_folder.File("model.safetensors"), [.. TinyFolder.Tensors(TinyFolder.Native, false, StoredType.F32)
            .Select(tensor => tensor.Name.EndsWith("norm.weight", StringComparison.Ordinal) ? tensor with { Type = type, Fill = _ => { } } : tensor)]);

        Refused($"stored as {type}");
    }

    [Fact]
    public void Refusing_a_folder_leaves_none_of_its_files_open()
    {
        TinyFolder.Write(_folder.Path, tied: true);
        var before = Open();

        Assert.Throws<CheckpointException>(() => CheckpointFolder.Open(_folder.Path));

        Assert.Equal(before, Open());
    }

    private int Open() => File.ReadLines("/proc/self/maps").Count(line => line.Contains(_folder.Path, StringComparison.Ordinal));

    private void Refused(params string[] told)
    {
        var fault = Assert.Throws<CheckpointException>(() => CheckpointFolder.Open(_folder.Path));

        Assert.All(told, part => Assert.Contains(part, fault.Message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', fault.Message);
        Assert.Contains(_folder.Path, fault.Message, StringComparison.Ordinal);
    }

    private static float[] Rows(List<float[]> rows, params int[] which) => [.. which.SelectMany(row => rows[row])];

    private static float[] Whole(SafetensorsFile file, string name)
    {
        var tensor = file.Header.Tensors[name];
        var values = new float[tensor.Bytes / 4];
        Widening.ToFloat32(file.Bytes(tensor), tensor.Type.Element()!.Value, values);
        return values;
    }
}
