using System.Text;
using System.Text.Json;
using LongVpo.Models.Tokens;

namespace LongVpo.Models.Tests.Tokens;

/// <summary>Checks every vector of the shared folder: Qwen2's whole vocabulary against the reference tokenizer and llama.cpp's public set, the small vocabulary, and decoding prefix by prefix.</summary>
public sealed class OracleTokenizerTests
{
    private const string Vectors = "tokenizer/vectors.json";
    private const string SmallVectors = "tiny_a/tokenizer_vectors.json";

    private static readonly Lazy<ITokenizer> Qwen = new(() => TokenizerReader.Open(SharedFolder.Require("oracle", "tokenizer")));
    private static readonly Lazy<ITokenizer> Small = new(() => TokenizerReader.Open(SharedFolder.Require("oracle", "tiny_a")));

    public static TheoryData<string> QwenNames { get; } = TokenVector.Names(Vectors, "vectors");

    public static TheoryData<string> LlamaCppNames { get; } = TokenVector.Names(Vectors, "llama_cpp_vectors");

    public static TheoryData<string> SmallNames { get; } = TokenVector.Names(SmallVectors, "vectors");

    [Theory]
    [MemberData(nameof(QwenNames))]
    public void Qwen_vocabulary_gives_the_references_ids(string name) => Check(Qwen, TokenVector.Require(Vectors, "vectors").Single(vector => vector.Name == name));

    [Theory]
    [MemberData(nameof(LlamaCppNames))]
    public void Qwen_vocabulary_gives_the_ids_of_the_public_set(string name) => Check(Qwen, TokenVector.Require(Vectors, "llama_cpp_vectors").Single(vector => vector.Name == name));

    [Theory]
    [MemberData(nameof(SmallNames))]
    public void Small_vocabulary_gives_the_references_ids(string name) => Check(Small, TokenVector.Require(SmallVectors, "vectors").Single(vector => vector.Name == name));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_stream_shows_each_prefix_but_for_its_unfinished_character(int which)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Require("oracle", Vectors)));
        var entry = document.RootElement.GetProperty("streaming")[which];
        var (stream, shown) = (new TextStream(Qwen.Value), new StringBuilder());
        foreach (var (id, prefix) in entry.GetProperty("ids").EnumerateArray().Zip(entry.GetProperty("decoded_prefixes").EnumerateArray()))
        {
            shown.Append(stream.Add(id.GetInt32()));
            Assert.Equal(prefix.GetString(), shown.ToString() + (prefix.GetString()!.EndsWith('\uFFFD') ? "\uFFFD" : string.Empty));
        }

        Assert.Equal(entry.GetProperty("text").GetString(), shown.ToString());
        Assert.Empty(stream.Finish());
    }

    private static void Check(Lazy<ITokenizer> tokenizer, TokenVector vector)
    {
        Assert.Equal(vector.Ids, tokenizer.Value.Encode(vector.Text));
        if (vector.Decoded is not null) Assert.Equal(vector.Decoded, tokenizer.Value.Decode(vector.Ids));
        if (vector.DecodedSkipSpecial is not null) Assert.Equal(vector.DecodedSkipSpecial, tokenizer.Value.Decode(vector.Ids, skipSpecial: true));
    }
}
