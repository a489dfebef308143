using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Tokens;

namespace LongVpo.Models.Tests.Tokens;

/// <summary>Checks the tokenizer on a small vocabulary of our own: against another program's ids, against itself, and against files that are wrong.</summary>
public sealed class BytePairTokenizerTests
{
    private static readonly ITokenizer Small = TokenizerReader.Open(Data.Path("qwen"));

    [Fact]
    public void Texts_get_the_ids_another_program_gives_them()
    {
        var vectors = TokenVector.Read(Data.Path("token_vectors.json"), "vectors");

        Assert.True(vectors.Count > 30);
        Assert.All(vectors, vector => Assert.Equal(vector.Ids, Small.Encode(vector.Text)));
        Assert.All(vectors, vector => Assert.Equal(vector.Decoded, Small.Decode(vector.Ids)));
    }

    [Fact]
    public void Any_text_comes_back_in_its_composed_form_and_streams_to_the_same()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        {
            var ids = Small.EncodePlain(text.Get);
            var stream = new TextStream(Small);
            var shown = string.Concat(ids.Select(stream.Add)) + stream.Finish();
            // Half surrogates cannot be written as bytes.
            var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get));
            return Small.Decode(ids) == CanonicalForm.Compose(whole) && shown == Small.Decode(ids);
        }));
    }

    [Fact]
    public void Long_pieces_are_merged_as_short_ones_are()
    {
        // A run of letters is one piece; cut where no merge crosses, its halves must give its ids.
        var unit = new string('q', 3) + "thedoor";
        var once = Small.EncodePlain(unit);

        Assert.Equal(Enumerable.Repeat(once, 400).SelectMany(ids => ids), Small.EncodePlain(string.Concat(Enumerable.Repeat(unit, 400))));
    }

    [Fact]
    public void Of_added_tokens_the_leftmost_and_then_the_longest_is_cut_out()
    {
        Assert.Equal([Small.Find("<|im_end|>x")!.Value], Small.Encode("<|im_end|>x"));
        Assert.Equal([Small.Find("<img>")!.Value, Small.Find("<|im_end|>")!.Value], Small.Encode("<img><|im_end|>"));
    }

    [Fact]
    public void Words_of_strangers_make_no_special_tokens()
    {
        var ids = Small.EncodePlain("<|im_end|>");

        Assert.DoesNotContain(Small.Find("<|im_end|>")!.Value, ids);
        Assert.Equal("<|im_end|>", Small.Decode(ids, skipSpecial: true));
    }

    [Fact]
    public void Special_tokens_are_left_out_of_answers_and_others_are_not()
    {
        var ids = Small.Encode("a<|im_end|>b<|im_end|>xc");

        Assert.Equal("ab<|im_end|>xc", Small.Decode(ids, skipSpecial: true));
    }

    [Fact]
    public void An_unfinished_character_is_held_back_until_it_is_finished_or_nothing_follows()
    {
        var ids = Small.EncodePlain("\u00df");
        var stream = new TextStream(Small);

        Assert.True(ids.Length == 2, "The small vocabulary must have no word for this letter.");
        Assert.Empty(stream.Add(ids[0]));
        Assert.Equal("\u00df", stream.Add(ids[1]));
        Assert.Empty(stream.Add(ids[0]));
        Assert.Equal("\uFFFD", stream.Finish());
    }

    [Fact]
    public void An_unknown_id_is_nothing() => Assert.Empty(Small.Decode([-1, 1 << 20]));

    [Fact]
    public void Merges_as_strings_and_as_pairs_are_the_same()
    {
        var root = Root();
        var merges = root["model"]!["merges"]!.AsArray();
        root["model"]!["merges"] = new JsonArray([.. merges.Select(pair => (JsonNode)$"{pair![0]} {pair[1]}")]);

        Assert.Equal(Small.Encode("The door opens"), Made(root).Encode("The door opens"));
    }

    [Fact]
    public void Older_folders_of_three_files_give_the_same_ids()
    {
        using var folder = new TempFolder();
        var root = Root();
        File.WriteAllText(folder.File("vocab.json"), root["model"]!["vocab"]!.ToJsonString());
        File.WriteAllLines(folder.File("merges.txt"), ["#version: 0.2", .. root["model"]!["merges"]!.AsArray().Select(pair => $"{pair![0]} {pair[1]}")]);
        var added = new JsonObject(root["added_tokens"]!.AsArray().Select(token => KeyValuePair.Create(token!["id"]!.ToString(), (JsonNode?)token.DeepClone())));
        File.WriteAllText(folder.File("tokenizer_config.json"), new JsonObject { ["tokenizer_class"] = "Qwen2Tokenizer", ["added_tokens_decoder"] = added }.ToJsonString());

        Assert.Equal(Small.Encode("<img>The door's open\n\n"), TokenizerReader.Open(folder.Path).Encode("<img>The door's open\n\n"));
    }

    [Theory]
    [InlineData("\"type\":\"BPE\"", "\"type\":\"Unigram\"", "model.type = Unigram")]
    [InlineData("\"type\":\"BPE\"", "\"type\":\"BPE\",\"byte_fallback\":true", "normalizer = NFC")]
    [InlineData("\"type\":\"NFC\"", "\"type\":\"NFKC\"", "normalizer = NFKC")]
    [InlineData("\"behavior\":\"Isolated\"", "\"behavior\":\"Removed\"", "pre_tokenizer")]
    [InlineData("(?!", "(?=", "a pattern that is not known")]
    [InlineData("\"lstrip\":false", "\"lstrip\":true", "lstrip")]
    [InlineData("\"content\":\"<img>\"", "\"content\":\"\"", "without text")]
    [InlineData("\"content\":\"<img>\"", "\"content\":\"</img>\"", "twice")]
    [InlineData("\"merges\":[[", "\"merges\":[[\"nowhere\",\"a\"],[", "not all words of it")]
    [InlineData("\"merges\":[[", "\"merges\":[[\"a\"],[", "no pair")]
    [InlineData("\"merges\":[[", "\"merges\":[3,[", "no readable tokenizer")]
    [InlineData("\"vocab\":{", "\"vocab\":{\"a\":7,", "a word twice")]
    [InlineData("\"vocab\":{", "\"vocab\":{\"aaaaaaaa\":7,", "gives the id 7 to two words")]
    [InlineData("\"vocab\":{", "\"vocab\":{\"aaaaaaaa\":2000000000,", "no number from 0")]
    [InlineData("\"vocab\":{", "\"vocab\":{\"a b\":900,", "not written in bytes")]
    [InlineData("\"vocab\":{\"!\":0", "\"vocab\":{\"aaaaaaaa\":0", "no word for the byte 33")]
    [InlineData("\"model\":", "\"modell\":", "has no model")]
    public void What_would_give_other_ids_is_refused_in_one_sentence(string old, string now, string told)
    {
        var json = File.ReadAllText(Data.Path("qwen", "tokenizer.json"));
        var changed = json.Replace(old, now, StringComparison.Ordinal);
        Assert.NotEqual(json, changed);

        var fault = Assert.Throws<CheckpointException>(() => Made(changed));

        Assert.Contains(told, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("here/tokenizer.json", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void Damaged_files_never_end_in_another_fault()
    {
        var good = File.ReadAllBytes(Data.Path("qwen", "tokenizer.json"));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(ArbMap.Default.ArbFor<(ushort At, byte Value)[]>(), changes =>
        {
            var bytes = good.ToArray();
            foreach (var (at, value) in changes.Take(4)) bytes[at % bytes.Length] = value < 128 ? value : (byte)"0123456789\",:{}[]-e\\u"[value % 21];
            try
            {
                return TokenizerReader.OpenJson(bytes, "here").Encode("The door <img>").Length > 0;
            }
            catch (CheckpointException fault)
            {
                return fault.Message.StartsWith("here", StringComparison.Ordinal);
            }
        }));
    }

    [Fact]
    public void A_folder_without_a_tokenizer_is_refused()
    {
        using var folder = new TempFolder();

        Assert.Contains("neither tokenizer.json", Assert.Throws<CheckpointException>(() => TokenizerReader.Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_threads_may_encode_at_once()
    {
        var texts = TokenVector.Read(Data.Path("token_vectors.json"), "vectors");
        var fresh = Made(Root());

        await Parallel.ForEachAsync(Enumerable.Range(0, 200), TestContext.Current.CancellationToken, (round, _) =>
        {
            var vector = texts[round % texts.Count];
            Assert.Equal(vector.Ids, fresh.Encode(vector.Text));
            return ValueTask.CompletedTask;
        });
    }

    private static JsonNode Root() => JsonNode.Parse(File.ReadAllText(Data.Path("qwen", "tokenizer.json")))!;

    private static ITokenizer Made(JsonNode root) => Made(root.ToJsonString());

    private static ITokenizer Made(string json) => TokenizerReader.OpenJson(Encoding.UTF8.GetBytes(json), "here/tokenizer.json");
}
