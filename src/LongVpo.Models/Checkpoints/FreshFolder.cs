using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LongVpo.Models.Checkpoints;

/// <summary>
/// Writes a model's folder that was never downloaded, in the native published layout, so that a network trained here is opened by the same code as every other, ours and other people's.
/// </summary>
public static class FreshFolder
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes config, tokenizer, picture settings and weights; the head is the embedding table.</summary>
    /// <param name="folder">A folder that exists; files of these names are replaced.</param>
    /// <param name="config">What the network is made of: the native format, Qwen2 or Qwen3, LayerNorm in the tower.</param>
    /// <param name="tokenizer">The bytes of <c>tokenizer.json</c>.</param>
    /// <param name="endToken">The id that ends an answer.</param>
    /// <param name="frameLabel">How frames are labelled in prompts, as <c>frame_label</c> says it.</param>
    /// <param name="weights">The numbers of a weight by its canonical name.</param>
    /// <param name="type">How they are stored.</param>
    public static void Write(string folder, InternConfig config, byte[] tokenizer, int endToken, string frameLabel, Func<string, float[]> weights, StoredType type)
    {
        WriteJson(folder, "config.json", Config(config, frameLabel, endToken, type));
        WriteJson(folder, "generation_config.json", new JsonObject { ["eos_token_id"] = endToken, ["pad_token_id"] = endToken });
        WriteJson(folder, "preprocessor_config.json", Pictures(config.PictureSize));
        WriteJson(folder, "video_preprocessor_config.json", Pictures(config.PictureSize));
        File.WriteAllBytes(Path.Combine(folder, "tokenizer.json"), tokenizer);
        SafetensorsWriter.Write(Path.Combine(folder, "model.safetensors"), [.. WeightLayout.Of(config).Where(weight => weight.Name != WeightLayout.Head).Select(weight =>
        {
            var place = StoredNames.Of(weight, config).First();
            return new TensorToWrite(place.Name, type, place.Shape, bytes => Widening.FromFloat32(weights(weight.Name), type.Element()!.Value, bytes));
        })]);
    }

    private static JsonObject Config(InternConfig config, string frameLabel, int endToken, StoredType type) => new()
    {
        ["architectures"] = new JsonArray("InternVLForConditionalGeneration"),
        ["model_type"] = "internvl",
        ["dtype"] = type == StoredType.BF16 ? "bfloat16" : "float32",
        ["frame_label"] = frameLabel,
        ["downsample_ratio"] = 0.5,
        ["image_seq_length"] = config.TokensPerTile,
        ["image_token_id"] = config.ImageToken,
        ["projector_hidden_act"] = "gelu",
        ["tie_word_embeddings"] = true,
        ["vision_feature_layer"] = -1,
        ["vision_feature_select_strategy"] = "default",
        ["vision_config"] = new JsonObject
        {
            ["model_type"] = "internvl_vision",
            ["hidden_size"] = config.Vision.Hidden,
            ["num_hidden_layers"] = config.Vision.Layers,
            ["num_attention_heads"] = config.Vision.Heads,
            ["intermediate_size"] = config.Vision.Intermediate,
            ["image_size"] = new JsonArray(config.Vision.ImageSize, config.Vision.ImageSize),
            ["patch_size"] = new JsonArray(config.Vision.PatchSize, config.Vision.PatchSize),
            ["attention_bias"] = config.Vision.AttentionBias,
            ["use_qk_norm"] = config.Vision.QueryKeyNorm,
            ["norm_type"] = "layer_norm",
            ["layer_norm_eps"] = config.Vision.NormEpsilon,
            ["use_mean_pooling"] = !config.Vision.FinalNorm,
            ["hidden_act"] = "gelu",
        },
        ["text_config"] = new JsonObject
        {
            ["model_type"] = config.Text.Family == TextFamily.Qwen3 ? "qwen3" : "qwen2",
            ["hidden_size"] = config.Text.Hidden,
            ["num_hidden_layers"] = config.Text.Layers,
            ["num_attention_heads"] = config.Text.Heads,
            ["num_key_value_heads"] = config.Text.KeyHeads,
            ["head_dim"] = config.Text.HeadWidth,
            ["intermediate_size"] = config.Text.Intermediate,
            ["vocab_size"] = config.Text.Vocabulary,
            ["rms_norm_eps"] = config.Text.NormEpsilon,
            ["max_position_embeddings"] = config.Text.MaxPositions,
            ["rope_theta"] = config.Text.Rope.Theta,
            ["hidden_act"] = "silu",
            ["tie_word_embeddings"] = true,
            ["eos_token_id"] = endToken,
        },
    };

    // Frames of the scripted world use the whole range of each colour, so all three are brought to -1 to 1.
    private static JsonObject Pictures(int side) => new()
    {
        ["do_resize"] = true, ["do_rescale"] = true, ["do_normalize"] = true,
        ["size"] = new JsonObject { ["height"] = side, ["width"] = side },
        ["image_mean"] = new JsonArray(0.5, 0.5, 0.5),
        ["image_std"] = new JsonArray(0.5, 0.5, 0.5),
        ["min_patches"] = 1, ["max_patches"] = 1,
    };

    private static void WriteJson(string folder, string name, JsonObject json) => File.WriteAllText(Path.Combine(folder, name), json.ToJsonString(Indented) + "\n", new UTF8Encoding(false));
}
