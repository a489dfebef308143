using System.Text;
using System.Text.Json;
using LongVpo.Models.Prompts;
using LongVpo.Models.Tensors;
using LongVpo.Models.Tokens;

namespace LongVpo.Models.Oracle;

/// <summary>One list of texts with the ids that the reference tokenizer gives them, or of chats with the prompts they become. Nothing is calculated, so any engine will do.</summary>
/// <param name="name">Where it stands.</param>
/// <param name="folder">The folder with the tokenizer.</param>
/// <param name="file">The file with the list.</param>
/// <param name="list">The list's name in it.</param>
internal sealed class TokenizerCase(string name, string folder, string file, string list) : OracleCase(name)
{
    public override OracleResult Run(ITensorEngine engine)
    {
        var (tokenizer, verdict) = (TokenizerReader.Open(folder), new OracleVerdict(Name));
        foreach (var entry in OracleChat.Read(file).GetProperty(list).EnumerateArray())
        {
            if (entry.TryGetProperty("messages", out _)) Chat(tokenizer, entry, verdict);
            else if (entry.TryGetProperty("decoded_prefixes", out _)) Stream(tokenizer, entry, verdict);
            else Text(tokenizer, entry, verdict);
        }

        return verdict.Result();
    }

    private static void Text(ITokenizer tokenizer, JsonElement entry, OracleVerdict verdict)
    {
        var ids = OracleChat.Numbers(entry, "ids");
        verdict.Tokens(tokenizer.Encode(entry.GetProperty("text").GetString()!), ids);
        if (entry.TryGetProperty("decoded", out var decoded)) verdict.Tokens(tokenizer.Decode(ids) == decoded.GetString());
        if (entry.TryGetProperty("decoded_skip_special", out var skipped)) verdict.Tokens(tokenizer.Decode(ids, skipSpecial: true) == skipped.GetString());
    }

    /// <summary>The reference shows an unfinished character as U+FFFD where ours is held back.</summary>
    private static void Stream(ITokenizer tokenizer, JsonElement entry, OracleVerdict verdict)
    {
        var (stream, shown) = (new TextStream(tokenizer), new StringBuilder());
        foreach (var (id, prefix) in OracleChat.Numbers(entry, "ids").Zip(entry.GetProperty("decoded_prefixes").EnumerateArray()))
        {
            shown.Append(stream.Add(id));
            verdict.Tokens(shown.ToString() == prefix.GetString()!.TrimEnd('\uFFFD'));
        }

        verdict.Tokens(shown.Append(stream.Finish()).ToString() == entry.GetProperty("text").GetString());
    }

    /// <summary>The lists number the tiles of all images from 0 and the frames of all videos from 1000.</summary>
    private static void Chat(ITokenizer tokenizer, JsonElement entry, OracleVerdict verdict)
    {
        var (images, videos) = (OracleChat.Numbers(entry, "image_tiles"), OracleChat.Numbers(entry, "video_frames"));
        var builder = new PromptBuilder(tokenizer, entry.GetProperty("image_seq_length").GetInt32());
        var prompt = builder.Build(OracleChat.Turns(entry.GetProperty("messages"), images, videos), entry.GetProperty("add_generation_prompt").GetBoolean());
        verdict.Tokens(prompt.Text == entry.GetProperty("expanded").GetString());
        verdict.Tokens(prompt.Ids.AsSpan(), OracleChat.Numbers(entry, "input_ids"));
        int[] order = [.. prompt.Pictures.Select(picture => picture.IsFrame ? 1000 + videos.Take(picture.Which).Sum() + picture.Number : images.Take(picture.Which).Sum() + picture.Number)];
        verdict.Tokens(order, OracleChat.Numbers(entry, "pixel_order"));
    }
}
