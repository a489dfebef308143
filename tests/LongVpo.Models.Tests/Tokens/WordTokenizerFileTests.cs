using LongVpo.Models.Tokens;

namespace LongVpo.Models.Tests.Tokens;

/// <summary>Checks that a tokenizer made of words is read by the code that reads all tokenizers, and gives a word one token.</summary>
public sealed class WordTokenizerFileTests
{
    private static readonly string[] Words = ["there", "the", "other", "brother", "red", "circle", "moves", "?", ",", "7", "scene", "scenes"];

    [Fact]
    public void Every_word_is_one_token_with_and_without_a_space_before_it()
    {
        var tokenizer = Made();
        Assert.All(Words.Append("assistant"), word => Assert.Single(tokenizer.EncodePlain(word)));
        Assert.All(Words.Where(word => char.IsLetter(word[0])), word => Assert.Single(tokenizer.EncodePlain(" " + word)));
        Assert.Equal(3, tokenizer.EncodePlain("the other brother").Length);
    }

    [Fact]
    public void Text_of_other_words_comes_back_unchanged()
    {
        const string Text = "The zebra, 42 scènes — there?\nred";
        Assert.Equal(Text, Made().Decode(Made().EncodePlain(Text)));
    }

    [Fact]
    public void The_chat_tokens_are_found_and_the_file_depends_on_the_words_alone()
    {
        Assert.NotNull(Made().Find("<|im_end|>"));
        Assert.NotNull(Made().Find("<IMG_CONTEXT>"));
        Assert.Equal(WordTokenizerFile.Bytes(Words), WordTokenizerFile.Bytes(Words.Reverse()));
    }

    private static ITokenizer Made()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.File("tokenizer.json"), WordTokenizerFile.Bytes(Words));
        return TokenizerReader.Open(folder.Path);
    }
}
