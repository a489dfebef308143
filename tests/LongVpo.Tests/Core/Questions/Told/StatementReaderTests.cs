using LongVpo.Core.Questions.Told;

namespace LongVpo.Tests.Core.Questions.Told;

/// <summary>Checks what is taken for who, what, where and which number in sentences of captions.</summary>
public sealed class StatementReaderTests
{
    [Theory]
    [InlineData("the red circle moves left in the harbour with number 7", "the red circle", "moves left", "in the harbour", "7")]
    [InlineData("the white cross is back and zigzags in the cave with number 0", "the white cross", "zigzags", "in the cave", "0")]
    [InlineData("A man in a blue shirt walks down the street.", "a man in a blue shirt", "walks down the street", "", null)]
    [InlineData("The woman with glasses is reading a book at the table.", "the woman with glasses", "is reading a book", "at the table", null)]
    [InlineData("A group of people sits on the grass, while a dog barks.", "a group of people", "sits", "on the grass", null)]
    public void A_sentence_is_taken_apart(string caption, string subject, string doing, string place, string? number)
    {
        var statement = Assert.Single(StatementReader.Read(caption));

        Assert.Equal((subject, doing, place, number), (statement.Subject.Text, statement.Doing.Text, statement.Place.Text, statement.Number));
    }

    [Fact]
    public void Each_sentence_is_read_by_itself() =>
        Assert.Equal(["the dog", "a cat"], StatementReader.Read("The dog barks. A cat runs away!").Select(statement => statement.Subject.Text));

    [Theory]
    [InlineData("")]
    [InlineData("number number the")]
    [InlineData("A still, mostly dark picture")]
    [InlineData("the the the the")]
    public void Words_without_a_verb_state_nothing(string caption) => Assert.Empty(StatementReader.Read(caption));
}
