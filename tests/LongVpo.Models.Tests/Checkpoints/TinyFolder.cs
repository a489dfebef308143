using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using LongVpo.Models.Checkpoints;

namespace LongVpo.Models.Tests.Checkpoints;

/// <summary>Makes whole model folders with random weights of a seed, in every published layout, so that tests need no download.</summary>
internal static class TinyFolder
{
    public const string Native = """
        {"model_type":"internvl","image_token_id":50,"image_seq_length":4,"tie_word_embeddings":false,
         "vision_config":{"hidden_size":8,"num_hidden_layers":2,"num_attention_heads":2,"intermediate_size":12,"image_size":[56,56],"patch_size":[14,14],"attention_bias":true},
         "text_config":{"model_type":"qwen2","hidden_size":12,"num_hidden_layers":2,"num_attention_heads":6,"num_key_value_heads":3,"intermediate_size":20,"vocab_size":64}}
        """;

    public const string Original = """
        {"model_type":"internvl_chat","ps_version":"v2","force_image_size":56,
         "vision_config":{"hidden_size":8,"num_hidden_layers":2,"num_attention_heads":2,"intermediate_size":12,"image_size":56,"patch_size":14,"norm_type":"layer_norm","qkv_bias":true,"qk_normalization":false},
         "llm_config":{"model_type":"internlm2","hidden_size":12,"num_hidden_layers":2,"num_attention_heads":6,"num_key_value_heads":3,"intermediate_size":20,"vocab_size":64,"tie_word_embeddings":false}}
        """;

    /// <summary>Writes config and weights; the second of the possible spellings where asked.</summary>
    public static void Write(string folder, string json = Native, bool second = false, StoredType type = StoredType.F32, bool tied = false)
    {
        File.WriteAllText(Path.Combine(folder, "config.json"), json);
        SafetensorsWriter.Write(Path.Combine(folder, "model.safetensors"), [.. Tensors(json, second, type).Where(tensor => !tied || !tensor.Name.Contains("lm_head", StringComparison.Ordinal))]);
    }

    /// <summary>Writes the same weights as two files with an index.</summary>
    public static void WriteShards(string folder, string json = Native)
    {
        File.WriteAllText(Path.Combine(folder, "config.json"), json);
        var map = new JsonObject();
        foreach (var (part, number) in Tensors(json, true, StoredType.BF16).Chunk(40).Select((part, i) => (part, i)))
        {
            var name = $"model-0000{number + 1}-of-00002.safetensors";
            SafetensorsWriter.Write(Path.Combine(folder, name), part);
            foreach (var tensor in part) map[tensor.Name] = name;
        }

        File.WriteAllText(Path.Combine(folder, "model.safetensors.index.json"), new JsonObject { ["metadata"] = new JsonObject(), ["weight_map"] = map }.ToJsonString());
    }

    /// <summary>The stored tensors of a config, each once, with numbers that depend on their name and the seed.</summary>
    public static List<TensorToWrite> Tensors(string json, bool second, StoredType type)
    {
        var config = ConfigReader.Read(Encoding.UTF8.GetBytes(json), "config.json");
        return [.. WeightLayout.Of(config)
            .Select(weight => StoredNames.Of(weight, config).ToList())
            .Select(places => places[second ? ^1 : 0])
            .DistinctBy(place => place.Name)
            .Select(place => new TensorToWrite(place.Name, type, place.Shape, bytes => Fill(place, type, bytes)))];
    }

    private static void Fill(StoredPlace place, StoredType type, Span<byte> bytes)
    {
        var random = new Random(place.Name.Aggregate(17, (seed, c) => (seed * 31) + c));
        var values = Enumerable.Range(0, bytes.Length / type.Size()).Select(_ => (float)random.NextDouble() - 0.5f).ToArray();
        Widening.FromFloat32(values, type.Element()!.Value, bytes);
    }
}
