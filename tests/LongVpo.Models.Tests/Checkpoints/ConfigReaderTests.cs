using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LongVpo.Models.Checkpoints;

namespace LongVpo.Models.Tests.Checkpoints;

/// <summary>Checks that both published config formats give one record, and that what the networks do not calculate is refused in a sentence instead of running wrongly.</summary>
public sealed class ConfigReaderTests
{
    private const string Native = """
        {"model_type":"internvl","image_token_id":148,"image_seq_length":4,"tie_word_embeddings":false,
         "vision_config":{"hidden_size":32,"num_hidden_layers":2,"num_attention_heads":2,"intermediate_size":64,"image_size":[56,56],"patch_size":[14,14],"attention_bias":true},
         "text_config":{"model_type":"qwen2","hidden_size":48,"num_hidden_layers":2,"num_attention_heads":4,"num_key_value_heads":2,"intermediate_size":96,"vocab_size":160,"rope_theta":1000000.0}}
        """;

    private const string Original = """
        {"model_type":"internvl_chat","ps_version":"v2","select_layer":-1,"force_image_size":56,
         "vision_config":{"hidden_size":32,"num_hidden_layers":2,"num_attention_heads":2,"intermediate_size":64,"image_size":28,"patch_size":14,"norm_type":"layer_norm","qkv_bias":true,"qk_normalization":false},
         "llm_config":{"model_type":"internlm2","hidden_size":64,"num_hidden_layers":2,"num_attention_heads":4,"num_key_value_heads":2,"intermediate_size":128,"vocab_size":160,
          "rms_norm_eps":1e-5,"rope_theta":1000000,"rope_scaling":{"type":"dynamic","factor":2.0}}}
        """;

    [Fact]
    public void A_native_config_is_read_with_the_defaults_of_its_class()
    {
        var config = Read(Native);

        Assert.Equal((CheckpointFormat.Native, 56, 148, 4), (config.Format, config.PictureSize, config.ImageToken, config.TokensPerTile));
        Assert.Equal((VisionNorm.LayerNorm, true, false, false, 17), (config.Vision.Norm, config.Vision.AttentionBias, config.Vision.QueryKeyNorm, config.Vision.FinalNorm, config.Vision.Positions));
        Assert.Equal((TextFamily.Qwen2, 12, 32768, true), (config.Text.Family, config.Text.HeadWidth, config.Text.MaxPositions, config.Text.AttentionBias));
        Assert.Equal(new RopeConfig(1e6), config.Text.Rope);
        Assert.False(config.MayTieHead);
    }

    [Fact]
    public void An_original_config_gives_the_same_record_from_other_words()
    {
        var config = Read(Original);

        Assert.Equal((CheckpointFormat.Original, 56, 28, 4), (config.Format, config.PictureSize, config.Vision.ImageSize, config.TokensPerTile));
        Assert.Null(config.ImageToken);
        Assert.Equal((TextFamily.InternLm2, false, 1e-5f), (config.Text.Family, config.Text.AttentionBias, config.Text.NormEpsilon));
        Assert.Equal(new RopeConfig(1e6, new RopeScaling(RopeKind.Dynamic, 2, config.Text.MaxPositions)), config.Text.Rope);
    }

    [Theory]
    [InlineData("\"rope_theta\":1000000.0", "\"rope_parameters\":{\"rope_theta\":5000.0,\"rope_type\":\"dynamic\",\"factor\":4}", 5000, 4)]
    [InlineData("\"rope_theta\":1000000.0", "\"rope_theta\":7000,\"rope_scaling\":{\"type\":\"dynamic\",\"rope_type\":\"dynamic\",\"factor\":2}", 7000, 2)]
    public void Rotations_are_read_in_both_spellings(string old, string now, double theta, double factor) =>
        Assert.Equal(new RopeConfig(theta, new RopeScaling(RopeKind.Dynamic, factor, 32768)), Read(Native.Replace(old, now, StringComparison.Ordinal)).Text.Rope);

    [Theory]
    [InlineData("\"rope_type\":\"linear\",\"factor\":2", RopeKind.Linear, 2, 4096, 8192)]
    [InlineData("\"type\":\"yarn\",\"factor\":4", RopeKind.Yarn, 4, 4096, 16384)]
    [InlineData("\"type\":\"yarn\",\"original_max_position_embeddings\":512", RopeKind.Yarn, 8, 512, 4096)]
    [InlineData("\"type\":\"yarn\",\"factor\":2.0,\"original_max_position_embeddings\":512", RopeKind.Yarn, 2, 512, 4096)]
    public void A_scaling_is_read_with_the_length_that_it_stretches(string said, RopeKind kind, double factor, int trained, int context)
    {
        var text = Read(Native.Replace("\"vocab_size\":160", "\"vocab_size\":160,\"max_position_embeddings\":4096,\"rope_scaling\":{" + said + "}", StringComparison.Ordinal)).Text;

        Assert.Equal((new RopeScaling(kind, factor, trained), context), (text.Rope.Scaling, text.ContextTokens));
    }

    [Fact]
    public void What_yarn_was_tuned_with_is_read()
    {
        var said = "\"rope_scaling\":{\"rope_type\":\"yarn\",\"factor\":4,\"beta_fast\":16,\"beta_slow\":2,\"attention_factor\":1.5}";

        var scaling = Read(Native.Replace("\"vocab_size\":160", "\"vocab_size\":160," + said, StringComparison.Ordinal)).Text.Rope.Scaling;

        Assert.Equal(new RopeScaling(RopeKind.Yarn, 4, 32768) { FastTurns = 16, SlowTurns = 2, Length = 1.5 }, scaling);
    }

    [Theory]
    [InlineData("\"tie_word_embeddings\":false,", "", true)]
    [InlineData("\"tie_word_embeddings\":false,", "\"tie_word_embeddings\":true,", true)]
    [InlineData("\"vocab_size\":160", "\"vocab_size\":160,\"tie_word_embeddings\":true", true)]
    [InlineData("\"vocab_size\":160", "\"vocab_size\":160,\"tie_word_embeddings\":false", false)]
    public void A_head_may_be_tied_where_one_flag_says_so_or_none_says_anything(string old, string now, bool tied) =>
        Assert.Equal(tied, Read(Native.Replace(old, now, StringComparison.Ordinal)).MayTieHead);

    [Theory]
    [InlineData("\"internvl\"", "\"qwen2_5_vl\"", "family \"qwen2_5_vl\"")]
    [InlineData("\"qwen2\"", "\"gemma\"", "model_type = \"gemma\"")]
    [InlineData("\"hidden_size\":48,", "", "lacks hidden_size")]
    [InlineData("\"hidden_size\":48", "\"hidden_size\":-48", "hidden_size must be a whole number")]
    [InlineData("\"hidden_size\":48", "\"hidden_size\":1e30", "hidden_size must be a whole number")]
    [InlineData("\"num_key_value_heads\":2", "\"num_key_value_heads\":3", "a divisor of num_attention_heads (4)")]
    [InlineData("\"num_hidden_layers\":2,\"num_attention_heads\":4", "\"num_hidden_layers\":2000000,\"num_attention_heads\":4", "num_hidden_layers must be")]
    [InlineData("[56,56]", "[56,70]", "square")]
    [InlineData("[56,56]", "[50,50]", "a multiple of patch_size")]
    [InlineData("\"image_seq_length\":4", "\"image_seq_length\":5", "image_seq_length = 5, and only 4")]
    [InlineData("\"vocab_size\":160", "\"vocab_size\":160,\"use_sliding_window\":true", "use_sliding_window = true")]
    [InlineData("\"vocab_size\":160", "\"vocab_size\":160,\"rope_scaling\":{\"rope_type\":\"longrope\",\"factor\":4}", "rope_type = longrope")]
    [InlineData("\"vocab_size\":160", "\"vocab_size\":160,\"rope_scaling\":{\"rope_type\":\"yarn\",\"factor\":4,\"mscale\":0.7}", "mscale = 0.7")]
    [InlineData("\"model_type\":\"internvl\",", "\"model_type\":\"internvl\",\"downsample_ratio\":0.25,", "downsample_ratio = 0.25")]
    [InlineData("\"vision_config\"", "\"vision\"", "has no vision_config")]
    [InlineData("{\"model_type\"", "{{\"model_type\"", "no readable JSON")]
    public void What_cannot_be_used_is_refused_in_one_sentence(string old, string now, string told)
    {
        var fault = Assert.Throws<CheckpointException>(() => Read(Native.Replace(old, now, StringComparison.Ordinal)));

        Assert.Contains(told, fault.Message, StringComparison.Ordinal);
        Assert.Contains("here/config.json", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void Damaged_configs_never_end_in_another_fault()
    {
        var good = Encoding.UTF8.GetBytes(Native);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(ArbMap.Default.ArbFor<(int At, byte Value)[]>(), changes =>
        {
            var bytes = good.ToArray();
            foreach (var (at, value) in changes.Take(4)) bytes[(uint)at % bytes.Length] = value < 128 ? value : (byte)"0123456789\",:{}[]-e\\u"[value % 21];
            try
            {
                return WeightLayout.Of(ConfigReader.Read(bytes, "here")).Take(10).Any();
            }
            catch (CheckpointException fault)
            {
                return fault.Message.StartsWith("here", StringComparison.Ordinal);
            }
        }));
    }

    [Fact]
    public void A_word_that_is_half_a_character_is_refused() =>
        Assert.Contains("a word in it is no text", Assert.Throws<CheckpointException>(() => Read(Native.Replace("\"internvl\"", "\"\\ud800\"", StringComparison.Ordinal))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_config_nested_a_thousand_deep_is_refused() =>
        Assert.Contains("no readable JSON", Assert.Throws<CheckpointException>(() => Read(new string('[', 1000))).Message, StringComparison.Ordinal);

    [Fact]
    public void The_layout_names_every_weight_once()
    {
        var names = WeightLayout.Of(Read(Native)).Select(weight => weight.Name).ToList();

        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Contains("vision.layers.1.attention.q.bias", names);
        Assert.Contains("text.layers.0.attention.v.bias", names);
        Assert.DoesNotContain("text.layers.0.attention.out.bias", names);
        Assert.DoesNotContain("vision.layers.0.attention.q_norm.weight", names);
        Assert.Equal([48, 128], WeightLayout.Of(Read(Native)).Single(weight => weight.Name == "projector.linear1.weight").Shape);
    }

    private static InternConfig Read(string json) => ConfigReader.Read(Encoding.UTF8.GetBytes(json), "here/config.json");
}
