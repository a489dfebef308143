using System.Text.Json;

namespace LongVpo.Models.Checkpoints;

/// <summary>
/// Reads the two published config formats into one record. What a config may say and the networks do not calculate is refused here with a sentence, so that no model runs wrongly
/// in silence. Absent fields of the native format take the values of its class, because that is what saving leaves out.
/// </summary>
public static class ConfigReader
{
    private const int MaxWidth = 1 << 17;
    private const int MaxLayers = 1 << 10;
    private const int MaxVocabulary = 1 << 23;
    private const int MaxPicture = 1 << 13;
    private const int MaxPositions = 1 << 26;

    /// <summary>Reads a <c>config.json</c>.</summary>
    /// <param name="json">The file's bytes.</param>
    /// <param name="place">The file's path, for messages.</param>
    /// <exception cref="CheckpointException">It is no config of this family, or of a member of it that is not supported.</exception>
    public static InternConfig Read(ReadOnlyMemory<byte> json, string place)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32 });
            var top = new JsonSection(document.RootElement, place);
            return top.Word("model_type", string.Empty) switch
            {
                "internvl" => Native(top),
                "internvl_chat" => Original(top),
                var other => throw new CheckpointException(
                    $"{place} is of the family \"{other}\", and only InternVL models (internvl, internvl_chat) run in process; name another folder, or serve that model behind an endpoint."),
            };
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new CheckpointException($"{place} is no readable JSON ({Position(fault)}); download the file again.", fault);
        }
    }

    /// <summary>Half a surrogate pair in a word is found only when the word is read, and then without its place.</summary>
    private static string Position(Exception fault) => fault is JsonException json ? $"line {json.LineNumber + 1}, byte {json.BytePositionInLine}" : "a word in it is no text";

    private static InternConfig Native(JsonSection top)
    {
        Require(top, "downsample_ratio", top.Positive("downsample_ratio", 0.5) == 0.5, "0.5");
        Require(top, "projector_hidden_act", top.Word("projector_hidden_act", "gelu") == "gelu", "gelu");
        Require(top, "vision_feature_layer", top.Count("vision_feature_layer", int.MinValue, int.MaxValue, -1) == -1, "-1");
        Require(top, "vision_feature_select_strategy", top.Word("vision_feature_select_strategy", "default") == "default", "default");

        var section = top.Part("text_config");
        var text = Text(section);
        var vision = NativeVision(top.Part("vision_config"));
        var config = new InternConfig
        {
            Format = CheckpointFormat.Native,
            Vision = vision,
            Text = text,
            PictureSize = vision.ImageSize,
            ImageToken = top.Count("image_token_id", 0, text.Vocabulary - 1, top.Count("image_token_index", 0, text.Vocabulary - 1, 151667)),
            MayTieHead = MayTie(top, section),
        };
        Require(top, "image_seq_length", top.Count("image_seq_length", 1, MaxPositions, config.TokensPerTile) == config.TokensPerTile, $"{config.TokensPerTile} for these picture and patch sizes");
        return Checked(top, config);
    }

    private static InternConfig Original(JsonSection top)
    {
        Require(top, "downsample_ratio", top.Positive("downsample_ratio", 0.5) == 0.5, "0.5");
        Require(top, "select_layer", top.Count("select_layer", int.MinValue, int.MaxValue, -1) == -1, "-1");
        Require(top, "ps_version", top.Word("ps_version", "v1") == "v2", "v2 (models since InternVL2)");

        var section = top.Part("llm_config");
        var vision = OriginalVision(top.Part("vision_config"));
        return Checked(top, new InternConfig
        {
            Format = CheckpointFormat.Original,
            Vision = vision,
            Text = Text(section),
            PictureSize = top.Count("force_image_size", 1, MaxPicture, vision.ImageSize),
            MayTieHead = MayTie(top, section),
        });
    }

    private static VisionConfig NativeVision(JsonSection section) => Checked(section, new VisionConfig
    {
        Hidden = section.Count("hidden_size", 1, MaxWidth, 1024),
        Layers = section.Count("num_hidden_layers", 1, MaxLayers, 24),
        Heads = section.Count("num_attention_heads", 1, MaxWidth, 16),
        Intermediate = section.Count("intermediate_size", 1, MaxWidth, 4096),
        ImageSize = section.Side("image_size", MaxPicture, 448),
        PatchSize = section.Side("patch_size", MaxPicture, 14),
        Norm = Norm(section, "layer_norm"),
        NormEpsilon = (float)section.Positive("layer_norm_eps", 1e-6),
        AttentionBias = section.Flag("attention_bias", false),
        QueryKeyNorm = section.Flag("use_qk_norm", false),
        FinalNorm = !section.Flag("use_mean_pooling", true),
    });

    private static VisionConfig OriginalVision(JsonSection section) => Checked(section, new VisionConfig
    {
        Hidden = section.Count("hidden_size", 1, MaxWidth),
        Layers = section.Count("num_hidden_layers", 1, MaxLayers),
        Heads = section.Count("num_attention_heads", 1, MaxWidth),
        Intermediate = section.Count("intermediate_size", 1, MaxWidth),
        ImageSize = section.Side("image_size", MaxPicture, 448),
        PatchSize = section.Side("patch_size", MaxPicture, 14),
        Norm = Norm(section, "rms_norm"),
        NormEpsilon = (float)section.Positive("layer_norm_eps", 1e-6),
        AttentionBias = section.Flag("qkv_bias", false),
        QueryKeyNorm = section.Flag("qk_normalization", true),
        FinalNorm = false,
    });

    private static VisionNorm Norm(JsonSection section, string otherwise) => section.Word("norm_type", otherwise) switch
    {
        "layer_norm" => VisionNorm.LayerNorm,
        "rms_norm" => VisionNorm.RmsNorm,
        var other => throw section.Unsupported("norm_type", other, "layer_norm or rms_norm"),
    };

    private static VisionConfig Checked(JsonSection section, VisionConfig vision)
    {
        Require(section, "hidden_act", section.Word("hidden_act", "gelu") == "gelu", "gelu");
        Require(section, "num_channels", section.Count("num_channels", 1, 16, VisionConfig.Channels) == VisionConfig.Channels, "3");
        Require(section, "use_absolute_position_embeddings", section.Flag("use_absolute_position_embeddings", true), "true");
        Require(section, "num_attention_heads", vision.Hidden % vision.Heads == 0, $"a divisor of hidden_size ({vision.Hidden})");
        Require(section, "image_size", vision.ImageSize % vision.PatchSize == 0, $"a multiple of patch_size ({vision.PatchSize})");
        return vision;
    }

    private static InternConfig Checked(JsonSection top, InternConfig config)
    {
        Require(top, "picture size", config.PictureSize % (2 * config.Vision.PatchSize) == 0, $"a multiple of two patches ({2 * config.Vision.PatchSize} pixels)");
        return config;
    }

    private static TextConfig Text(JsonSection section)
    {
        var family = section.Word("model_type", string.Empty) switch
        {
            "qwen2" => TextFamily.Qwen2,
            "qwen3" => TextFamily.Qwen3,
            "llama" => TextFamily.Llama,
            "internlm2" => TextFamily.InternLm2,
            var other => throw section.Unsupported("model_type", $"\"{other}\"", "qwen2, qwen3, llama or internlm2"),
        };
        Require(section, "hidden_act", section.Word("hidden_act", "silu") is "silu" or "swish", "silu");
        Require(section, "use_sliding_window", !section.Flag("use_sliding_window", false), "false");
        Require(section, "attention_bias", !section.Flag("attention_bias", false) || family == TextFamily.Qwen2, "false");
        Require(section, "bias", !section.Flag("bias", false), "false");

        var hidden = section.Count("hidden_size", 1, MaxWidth);
        var heads = section.Count("num_attention_heads", 1, MaxWidth);
        var keys = section.Count("num_key_value_heads", 1, MaxWidth, heads);
        Require(section, "num_key_value_heads", heads % keys == 0, $"a divisor of num_attention_heads ({heads})");
        var width = section.Count("head_dim", 1, 4096, family == TextFamily.Qwen3 ? 128 : Math.Max(1, hidden / heads));
        Require(section, "head_dim", width % 2 == 0, "an even number");
        Require(section, "num_attention_heads", (long)heads * width <= MaxWidth, $"at most {MaxWidth / width} heads of {width} channels");
        var positions = section.Count("max_position_embeddings", 1, MaxPositions, family == TextFamily.Llama ? 2048 : 32768);
        return new TextConfig
        {
            Family = family,
            Hidden = hidden,
            Layers = section.Count("num_hidden_layers", 1, MaxLayers),
            Heads = heads,
            KeyHeads = keys,
            HeadWidth = width,
            Intermediate = section.Count("intermediate_size", 1, MaxWidth),
            Vocabulary = section.Count("vocab_size", 1, MaxVocabulary),
            NormEpsilon = (float)section.Positive("rms_norm_eps", 1e-6),
            MaxPositions = positions,
            Rope = Rope(section, positions),
        };
    }

    /// <summary>Up to version 4 the base stands by itself and the scaling beside it; since 5 both are in one object. <c>type</c> is the older word for <c>rope_type</c>.</summary>
    private static RopeConfig Rope(JsonSection section, int positions)
    {
        var scaling = section.PartOrNone("rope_parameters") ?? section.PartOrNone("rope_scaling");
        var plain = section.Positive("rope_theta", 10_000);
        if (scaling is not { } rope) return new RopeConfig(plain);

        var theta = rope.Positive("rope_theta", plain);
        return rope.Word("rope_type", rope.Word("type", "default")) switch
        {
            "default" => new RopeConfig(theta),
            "linear" => new RopeConfig(theta, new RopeScaling(RopeKind.Linear, rope.Positive("factor", 1), positions)),
            "dynamic" => new RopeConfig(theta, new RopeScaling(RopeKind.Dynamic, rope.Positive("factor", 1), positions)),
            "yarn" => new RopeConfig(theta, Yarn(rope, positions)),
            var other => throw rope.Unsupported("rope_type", other, "default, linear, dynamic or yarn"),
        };
    }

    /// <summary>Whoever states the trained length apart has put the stretched one where the trained one used to be; the factor may then be left out.</summary>
    private static RopeScaling Yarn(JsonSection rope, int positions)
    {
        Require(rope, "truncate", rope.Flag("truncate", true), "true");
        Require(rope, "mscale", rope.Said("mscale") is "nothing" or "null", "nothing");
        var trained = rope.Count("original_max_position_embeddings", 1, MaxPositions, positions);
        return new RopeScaling(RopeKind.Yarn, rope.Positive("factor", (double)positions / trained), trained)
        {
            FastTurns = rope.Positive("beta_fast", 32),
            SlowTurns = rope.Positive("beta_slow", 1),
            Length = rope.Said("attention_factor") == "nothing" ? null : rope.Positive("attention_factor", 1),
        };
    }

    /// <summary>Versions of the format looked at one flag or at the other, and an absent one meant tied or not; only a config in which one says no and none says yes forbids it.</summary>
    private static bool MayTie(JsonSection top, JsonSection text)
    {
        var (outer, inner) = (top.FlagOrNone("tie_word_embeddings"), text.FlagOrNone("tie_word_embeddings"));
        return outer == true || inner == true || (outer is null && inner is null);
    }

    private static void Require(JsonSection section, string name, bool holds, string supported)
    {
        if (!holds) throw section.Unsupported(name, section.Said(name), supported);
    }
}
