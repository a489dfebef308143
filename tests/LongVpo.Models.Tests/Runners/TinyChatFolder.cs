using System.Text.Json.Nodes;
using LongVpo.Models.Tests.Checkpoints;
using LongVpo.Models.Tokens;

namespace LongVpo.Models.Tests.Runners;

/// <summary>A whole model folder, tokenizer included, whose vocabulary is the 256 bytes and the tokens of the chat format.</summary>
internal static class TinyChatFolder
{
    private static readonly string[] Added = ["<|im_start|>", "<|im_end|>", "<IMG_CONTEXT>", "<img>", "</img>"];

    public static string Write(TempFolder folder, string name, int hidden = 12)
    {
        var path = Directory.CreateDirectory(Path.Combine(folder.Path, name)).FullName;
        var config = JsonNode.Parse(TinyFolder.Native)!;
        config["image_token_id"] = 258;
        config["text_config"]!["vocab_size"] = 264;
        config["text_config"]!["hidden_size"] = hidden;
        TinyFolder.Write(path, config.ToJsonString());
        File.WriteAllText(Path.Combine(path, "generation_config.json"), """{"eos_token_id":257}""");
        File.WriteAllText(Path.Combine(path, "tokenizer.json"), Tokenizer());
        return path;
    }

    private static string Tokenizer()
    {
        var words = new JsonObject();
        for (var value = 0; value < 256; value++) words[ByteAlphabet.Of((byte)value).ToString()] = value;
        var added = new JsonArray([.. Added.Select((text, i) => (JsonNode)new JsonObject { ["id"] = 256 + i, ["content"] = text, ["special"] = true })]);
        const string Pattern = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
        var split = new JsonObject { ["type"] = "Split", ["pattern"] = new JsonObject { ["Regex"] = Pattern }, ["behavior"] = "Isolated", ["invert"] = false };
        var bytes = new JsonObject { ["type"] = "ByteLevel", ["add_prefix_space"] = false, ["trim_offsets"] = false, ["use_regex"] = false };
        return new JsonObject
        {
            ["added_tokens"] = added,
            ["normalizer"] = new JsonObject { ["type"] = "NFC" },
            ["pre_tokenizer"] = new JsonObject { ["type"] = "Sequence", ["pretokenizers"] = new JsonArray(split, bytes) },
            ["decoder"] = new JsonObject { ["type"] = "ByteLevel" },
            ["model"] = new JsonObject { ["type"] = "BPE", ["vocab"] = words, ["merges"] = new JsonArray() },
        }.ToJsonString();
    }
}
