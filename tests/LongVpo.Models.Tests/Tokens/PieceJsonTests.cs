using System.Text;
using System.Text.Json.Nodes;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Tokens;

namespace LongVpo.Models.Tests.Tokens;

/// <summary>Checks tokenizers with byte fallback that are written as JSON against SentencePiece's own ids: the same small model, converted as published folders are.</summary>
public sealed class PieceJsonTests
{
    private const string Mark = "\u2581";

    [Fact]
    public void Texts_get_the_ids_SentencePiece_gives_them()
    {
        var json = Made(Converted());
        var vectors = TokenVector.Read(Data.Path("sentence_vectors.json"), "vectors");

        Assert.True(vectors.Count > 30);
        Assert.All(vectors, vector => Assert.Equal(vector.Ids, json.Encode(vector.Text)));
        Assert.All(vectors, vector => Assert.Equal(vector.Decoded, json.Decode(vector.Ids)));
    }

    [Fact]
    public void A_template_says_what_prompts_begin_with_and_no_template_that_nothing_does()
    {
        var root = Converted();
        Assert.Equal(1, Made(root).Begin);
        root["post_processor"] = null;
        Assert.Null(Made(root).Begin);
    }

    [Theory]
    [InlineData("never", "the door", new[] { "the", "▁door" })]
    [InlineData("first", "the door", new[] { "▁the", "▁door" })]
    [InlineData("first", "</s>the door", new[] { "</s>", "the", "▁door" })]
    [InlineData("always", "</s>the door", new[] { "</s>", "▁the", "▁door" })]
    [InlineData("always", " the door", new[] { "▁the", "▁door" })]
    public void Newer_files_put_the_space_where_their_scheme_says(string scheme, string text, string[] pieces)
    {
        var root = Words("▁the", "▁door", "the");
        root["normalizer"] = null;
        root["pre_tokenizer"] = new JsonObject { ["type"] = "Metaspace", ["replacement"] = Mark, ["prepend_scheme"] = scheme, ["split"] = false };

        var made = Made(root);

        var vocabulary = (JsonObject)root["model"]!["vocab"]!;
        Assert.Equal(pieces.Select(piece => (int)vocabulary[piece]!), made.Encode(text));
    }

    [Fact]
    public void What_has_no_piece_becomes_its_bytes_and_comes_back()
    {
        var made = Made(Words("a"));

        var ids = made.Encode("a\u00e9\U0001F3A5");

        Assert.Equal(1 + 2 + 4, ids.Length);
        Assert.Equal("a\u00e9\U0001F3A5", made.Decode(ids));
    }

    [Fact]
    public void Merges_count_and_not_what_could_be_merged()
    {
        var root = Words("ab", "bc", "abc");
        var merges = (JsonArray)root["model"]!["merges"]!;
        merges.Clear();
        merges.Add(new JsonArray("b", "c"));
        merges.Add(new JsonArray("a", "bc"));
        var vocabulary = (JsonObject)root["model"]!["vocab"]!;

        Assert.Equal([(int)vocabulary["abc"]!], Made(root).Encode("abc"));
        merges.RemoveAt(1);
        Assert.Equal([(int)vocabulary["a"]!, (int)vocabulary["bc"]!], Made(root).Encode("abc"));
    }

    [Theory]
    [InlineData("model", """{"type":"BPE","byte_fallback":true,"ignore_merges":true,"vocab":{},"merges":[]}""", "ignore_merges")]
    [InlineData("normalizer", """{"type":"NFKC"}""", "NFKC")]
    [InlineData("normalizer", "null", "marks spaces")]
    [InlineData("post_processor", """{"type":"TemplateProcessing","single":[{"Sequence":{"id":"A"}},{"SpecialToken":{"id":"</s>"}}]}""", "after the text")]
    [InlineData("decoder", """{"type":"WordPiece"}""", "WordPiece")]
    [InlineData("added_tokens", """[{"id":0,"content":"<pad>","rstrip":true}]""", "rstrip")]
    public void What_would_change_ids_and_is_not_done_is_refused_in_one_sentence(string part, string value, string named)
    {
        var root = Words("a");
        root[part] = JsonNode.Parse(value);

        var fault = Assert.Throws<CheckpointException>(() => Made(root));

        Assert.StartsWith("here", fault.Message, StringComparison.Ordinal);
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    private static ITokenizer Made(JsonObject root) => TokenizerReader.OpenJson(Encoding.UTF8.GetBytes(root.ToJsonString()), "here/tokenizer.json");

    // Published folders are converted so: a pair is listed where both sides and the whole are pieces, by falling score of the whole.
    private static JsonObject Converted()
    {
        var (pieces, prefixed) = SentencePieceReader.Read(File.ReadAllBytes(Data.Path("internlm", "tokenizer.model")), "here");
        var config = JsonNode.Parse(File.ReadAllText(Data.Path("internlm", "tokenizer_config.json")))!["added_tokens_decoder"]!.AsObject();
        var vocabulary = new JsonObject();
        for (var id = 0; id < pieces.Length; id++) vocabulary[pieces[id].Text] = id;
        var ids = pieces.Select((piece, id) => (piece, id)).Where(p => p.piece.Kind is SentenceKind.Normal or SentenceKind.UserDefined).ToDictionary(p => p.piece.Text, p => p.id);
        var merges = ids
            .SelectMany(whole => Enumerable.Range(1, whole.Key.Length - 1).Select(at => (Left: whole.Key[..at], Right: whole.Key[at..], Whole: whole.Value)))
            .Where(pair => ids.ContainsKey(pair.Left) && ids.ContainsKey(pair.Right))
            .OrderByDescending(pair => pieces[pair.Whole].Score);
        var added = config.Select(pair => (JsonNode)Added(int.Parse(pair.Key, System.Globalization.CultureInfo.InvariantCulture), (string)pair.Value!["content"]!)).ToArray();
        return Root(vocabulary, new JsonArray([.. merges.Select(pair => (JsonNode)new JsonArray(pair.Left, pair.Right))]), new JsonArray(added), prefixed);
    }

    private static JsonObject Words(params string[] words)
    {
        var vocabulary = new JsonObject { ["<unk>"] = 0, ["<s>"] = 1, ["</s>"] = 2 };
        for (var value = 0; value < 256; value++) vocabulary[$"<0x{value:X2}>"] = vocabulary.Count;
        foreach (var letter in words.SelectMany(word => word).Distinct().Select(c => c.ToString())) vocabulary[letter] = vocabulary.Count;
        var merges = new JsonArray();
        foreach (var word in words)
            for (var end = 2; end <= word.Length; end++)
            {
                if (!vocabulary.ContainsKey(word[..end])) vocabulary[word[..end]] = vocabulary.Count;
                merges.Add(new JsonArray(word[..(end - 1)], word[(end - 1)..end]));
            }

        var root = Root(vocabulary, merges, new JsonArray(Added(0, "<unk>"), Added(1, "<s>"), Added(2, "</s>")), prefixed: false);
        root["normalizer"] = new JsonObject { ["type"] = "Replace", ["pattern"] = new JsonObject { ["String"] = " " }, ["content"] = Mark };
        return root;
    }

    private static JsonObject Root(JsonObject vocabulary, JsonArray merges, JsonArray added, bool prefixed)
    {
        var replace = new JsonObject { ["type"] = "Replace", ["pattern"] = new JsonObject { ["String"] = " " }, ["content"] = Mark };
        var normalizers = prefixed ? new JsonArray(new JsonObject { ["type"] = "Prepend", ["prepend"] = Mark }, replace) : new JsonArray(replace);
        var decoders = new JsonArray(
            new JsonObject { ["type"] = "Replace", ["pattern"] = new JsonObject { ["String"] = Mark }, ["content"] = " " }, new JsonObject { ["type"] = "ByteFallback" }, new JsonObject { ["type"] = "Fuse" });
        if (prefixed) decoders.Add(new JsonObject { ["type"] = "Strip", ["content"] = " ", ["start"] = 1, ["stop"] = 0 });
        return new JsonObject
        {
            ["added_tokens"] = added,
            ["normalizer"] = new JsonObject { ["type"] = "Sequence", ["normalizers"] = normalizers },
            ["pre_tokenizer"] = null,
            ["post_processor"] = JsonNode.Parse("""{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A","type_id":0}}]}"""),
            ["decoder"] = new JsonObject { ["type"] = "Sequence", ["decoders"] = decoders },
            ["model"] = new JsonObject { ["type"] = "BPE", ["dropout"] = null, ["unk_token"] = "<unk>", ["fuse_unk"] = true, ["byte_fallback"] = true, ["vocab"] = vocabulary, ["merges"] = merges },
        };
    }

    private static JsonObject Added(int id, string text) => new() { ["id"] = id, ["content"] = text, ["lstrip"] = false, ["rstrip"] = false, ["normalized"] = false, ["special"] = true };
}
