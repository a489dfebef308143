using System.Text.Json;
using LongVpo.Core.Options;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Generation;
using LongVpo.Models.Networks;
using LongVpo.Models.Pictures;
using LongVpo.Models.Prompts;
using LongVpo.Models.Tensors;
using LongVpo.Models.Tokens;

namespace LongVpo.Models.Oracle;

/// <summary>The whole way from a chat and raw pixels to the words of the answer.</summary>
/// <param name="name">Where it stands.</param>
/// <param name="model">The model's folder.</param>
/// <param name="which">Which of the folder's chats.</param>
internal sealed class EndToEndCase(string name, string model, string which) : OracleCase(name)
{
    public override OracleResult Run(ITensorEngine engine)
    {
        var entry = OracleChat.Read(Path.Combine(model, "e2e.json")).EnumerateArray().Single(chat => chat.GetProperty("name").GetString() == which);
        var reference = new OracleFile(Path.Combine(model, "e2e.safetensors"));
        using var folder = CheckpointFolder.Open(model);
        using var weights = NetworkWeights.Load(engine, folder.Config, folder, ElementType.Float32);
        var (network, tokenizer, verdict) = (new InternNetwork(engine, folder.Config, weights), TokenizerReader.Open(model), new OracleVerdict(Name));

        var pixels = Pixels(folder.Config, entry, reference);
        verdict.Compare($"{which}.pixel_values", pixels, reference.Floats($"{which}.pixel_values"));
        var builder = new PromptBuilder(tokenizer, folder.Config.TokensPerTile);
        var prompt = builder.Build(OracleChat.Turns(entry.GetProperty("messages"), [pixels.Shape[0]], [pixels.Shape[0]]));
        verdict.Tokens(prompt.Text == entry.GetProperty("expanded_prompt").GetString());
        verdict.Tokens(prompt.Ids.AsSpan(), OracleChat.Numbers(entry, "input_ids"));
        Answer(network, tokenizer, entry, new NetworkBatch([.. prompt.Ids], 1, null, null, pixels, builder.ImageToken), reference, verdict);
        return verdict.Result();
    }

    private OracleArray Pixels(InternConfig config, JsonElement entry, OracleFile reference)
    {
        var (frames, shape) = (reference.Whole($"{which}.frames_u8").Select(static level => (byte)level).ToArray(), reference.Shape($"{which}.frames_u8"));
        var isVideo = entry.GetProperty("kind").GetString() == "video";
        var preparer = new PicturePreparer(PictureSettings.Read(model, config, isVideo));
        var (height, width, side) = (shape[1], shape[2], preparer.Settings.Side);
        var count = isVideo ? shape[0] : preparer.CountTiles(width, height);
        var values = new float[count * preparer.Floats];
        if (!isVideo) preparer.Tiles(new RgbView(frames, width, height), values);
        for (var i = 0; isVideo && i < count; i++)
            preparer.Whole(new RgbView(frames.AsSpan(i * height * width * 3, height * width * 3), width, height), values.AsSpan(i * preparer.Floats, preparer.Floats));
        return new OracleArray([count, 3, side, side], values);
    }

    private void Answer(InternNetwork network, ITokenizer tokenizer, JsonElement entry, NetworkBatch batch, OracleFile reference, OracleVerdict verdict)
    {
        var tap = new OracleTap(network.Engine, static array => array == "logits");
        using var generator = new TextGenerator(network, new GenerationOptions(), [entry.GetProperty("eos_token_id").GetInt32()], tap);
        using var sequence = generator.Admit(batch.Prompts(network)[0], new() { MaxTokens = entry.GetProperty("max_new_tokens").GetInt32() });
        while (sequence.Finish is null) generator.Step(new SequenceSlot(sequence, sequence.PromptLeft));
        verdict.Compare($"{which}.last_prompt_logits", tap.All("logits")[0], reference.Floats($"{which}.last_prompt_logits"));
        verdict.Tokens([.. sequence.Written], OracleChat.Numbers(entry, "generated_ids"));
        verdict.Tokens(tokenizer.Decode([.. sequence.Written], skipSpecial: true) == entry.GetProperty("generated_text").GetString());
    }
}
