using System.Text.Json;
using LongVpo.Core.Models;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Pictures;
using LongVpo.Models.Prompts;
using LongVpo.Models.Tests.Checkpoints;
using LongVpo.Models.Tokens;

namespace LongVpo.Models.Tests.Prompts;

/// <summary>Checks prompts against the reference template and processor: text, ids and the order of pictures of every chat, and the whole way of the end-to-end cases up to the network.</summary>
public sealed class OraclePromptTests
{
    private static readonly Lazy<ITokenizer> Qwen = new(() => TokenizerReader.Open(SharedFolder.Require("oracle", "tokenizer")));

    public static TheoryData<int> Chats { get; } = [.. Enumerable.Range(0, 9)];

    [Theory]
    [MemberData(nameof(Chats))]
    public void Chat_gives_the_references_text_ids_and_order_of_pictures(int which)
    {
        var entry = Json("tokenizer", "vectors.json").GetProperty("chat")[which];
        var builder = new PromptBuilder(Qwen.Value, entry.GetProperty("image_seq_length").GetInt32());
        var (images, videos) = (Numbers(entry, "image_tiles"), Numbers(entry, "video_frames"));
        var prompt = builder.Build(Turns(entry.GetProperty("messages"), new(images), new(videos)), entry.GetProperty("add_generation_prompt").GetBoolean());

        Assert.Equal(entry.GetProperty("expanded").GetString(), prompt.Text);
        Assert.Equal(Numbers(entry, "input_ids"), prompt.Ids);
        // The vectors number the tiles of all images from 0 and the frames of all videos from 1000.
        Assert.Equal(Numbers(entry, "pixel_order"), prompt.Pictures.Select(picture => picture.IsFrame ? 1000 + videos.Take(picture.Which).Sum() + picture.Number : images.Take(picture.Which).Sum() + picture.Number));
        Prompt.CheckPictures(prompt.Ids.AsSpan(), builder.ImageToken, prompt.Pictures.Length, entry.GetProperty("image_seq_length").GetInt32());
    }

    [Theory]
    [InlineData("video_identity_size")]
    [InlineData("video_resized")]
    [InlineData("image_tiled")]
    public void End_to_end_case_reaches_the_network_as_the_references_does(string name)
    {
        var folder = SharedFolder.Require("oracle", "tiny_a");
        using var checkpoint = CheckpointFolder.Open(folder);
        var tokenizer = TokenizerReader.Open(folder);
        var entry = Json("tiny_a", "e2e.json").EnumerateArray().Single(candidate => candidate.GetProperty("name").GetString() == name);
        using var arrays = SafetensorsFile.Open(SharedFolder.Require("oracle", "tiny_a", "e2e.safetensors"));
        var isVideo = entry.GetProperty("kind").GetString() == "video";
        var preparer = new PicturePreparer(PictureSettings.Read(folder, checkpoint.Config, frames: isVideo));
        var (count, height, width) = (arrays.Extent($"{name}.frames_u8", 0), arrays.Extent($"{name}.frames_u8", 1), arrays.Extent($"{name}.frames_u8", 2));

        var pictures = isVideo ? count : preparer.CountTiles(width, height);
        Assert.Equal(entry.GetProperty("num_tiles_or_frames").GetInt32(), pictures);
        var values = new float[pictures * preparer.Floats];
        var frames = arrays.Bytes($"{name}.frames_u8");
        if (!isVideo) preparer.Tiles(new RgbView(frames, width, height), values);
        for (var i = 0; isVideo && i < count; i++)
            preparer.Whole(new RgbView(frames.AsSpan(i * height * width * 3, height * width * 3), width, height), values.AsSpan(i * preparer.Floats, preparer.Floats));
        Assert.InRange(arrays.Floats($"{name}.pixel_values").Zip(values, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-6);

        var builder = new PromptBuilder(tokenizer, checkpoint.Config.TokensPerTile);
        var prompt = builder.Build(Turns(entry.GetProperty("messages"), new([pictures]), new([pictures])));
        Assert.Equal(checkpoint.Config.ImageToken, builder.ImageToken);
        Assert.Equal(entry.GetProperty("expanded_prompt").GetString(), prompt.Text);
        Assert.Equal(Numbers(entry, "input_ids"), prompt.Ids);
        Assert.Equal(entry.GetProperty("generated_text").GetString(), tokenizer.Decode(Numbers(entry, "generated_ids"), skipSpecial: true));
    }

    private static IEnumerable<PromptTurn> Turns(JsonElement messages, Queue<int> images, Queue<int> videos) => messages.EnumerateArray().Select(message => new PromptTurn(
        Enum.Parse<ChatRole>(message.GetProperty("role").GetString()!, ignoreCase: true),
        message.GetProperty("content") is { ValueKind: JsonValueKind.String } words
            ? [new WordsPiece(words.GetString()!)]
            : [.. message.GetProperty("content").EnumerateArray().Select(part => part.GetProperty("type").GetString() switch
            {
                "image" => (PromptPiece)new ImagePiece(images.Dequeue()),
                "video" => new VideoPiece(videos.Dequeue()),
                _ => new WordsPiece(part.GetProperty("text").GetString()!),
            })])).ToList();

    private static int[] Numbers(JsonElement entry, string name) => [.. entry.GetProperty(name).EnumerateArray().Select(number => number.GetInt32())];

    private static JsonElement Json(params string[] parts)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Require(["oracle", .. parts])));
        return document.RootElement.Clone();
    }
}
