using FsCheck;
using FsCheck.Fluent;
using LongVpo.Core.Models;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Prompts;
using LongVpo.Models.Tokens;

namespace LongVpo.Models.Tests.Tokens;

/// <summary>Checks SentencePiece's format against SentencePiece itself, on a small model trained for it.</summary>
public sealed class SentencePieceTokenizerTests
{
    private static readonly ITokenizer Small = TokenizerReader.Open(Data.Path("internlm"));

    [Fact]
    public void Texts_get_the_ids_SentencePiece_gives_them()
    {
        var vectors = TokenVector.Read(Data.Path("sentence_vectors.json"), "vectors");

        Assert.True(vectors.Count > 30);
        Assert.All(vectors, vector => Assert.Equal(vector.Ids, Small.Encode(vector.Text)));
        Assert.All(vectors, vector => Assert.Equal(vector.Decoded, Small.Decode(vector.Ids)));
    }

    [Fact]
    public void A_prompt_begins_with_the_models_first_token()
    {
        var prompt = new PromptBuilder(Small, 2).Build([new PromptTurn(ChatRole.User, [new VideoPiece(1), new WordsPiece("hi")])]);

        Assert.Equal([1, 420], prompt.Ids.Take(2));
        Assert.Equal(2, prompt.Ids.Count(id => id == 424));
        Assert.Equal("<|im_start|>", prompt.Text[..12]);
    }

    [Fact]
    public void Words_of_strangers_make_no_special_tokens() => Assert.DoesNotContain(421, Small.EncodePlain("a<|im_end|></s>"));

    [Fact]
    public void A_damaged_model_is_refused_in_one_sentence()
    {
        var good = File.ReadAllBytes(Data.Path("internlm", "tokenizer.model"));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(ArbMap.Default.ArbFor<(int At, byte Value)[]>(), changes =>
        {
            var bytes = good.ToArray();
            foreach (var (at, value) in changes.Take(5)) bytes[(uint)at % bytes.Length] = value;
            try
            {
                var (pieces, prefixed) = SentencePieceReader.Read(bytes, "here");
                _ = new SentencePieceTokenizer(pieces, prefixed ? SpacePrefix.Always : SpacePrefix.None, [], true, "here").Encode("The door");
                return true;
            }
            catch (CheckpointException fault)
            {
                return fault.Message.StartsWith("here", StringComparison.Ordinal);
            }
        }));
        Assert.Throws<CheckpointException>(() => SentencePieceReader.Read(good.AsSpan(0, good.Length / 2), "here"));
    }
}
