using LongVpo.Core.Questions;
using LongVpo.Core.Questions.Text;

namespace LongVpo.Tests.Core.Questions.Text;

/// <summary>Words must meet across endings, accents and reading errors, and must not meet by accident.</summary>
public sealed class TextToolsTests
{
    [Theory]
    [InlineData("steals", "stolen")]
    [InlineData("presents", "presented")]
    [InlineData("stopping", "stops")]
    [InlineData("cities", "city")]
    [InlineData("changing", "changes")]
    [InlineData("women", "woman")]
    public void Forms_of_a_word_share_a_stem(string left, string right) => Assert.Equal(Stemmer.Stem(left), Stemmer.Stem(right));

    [Theory]
    [InlineData("bus", "bush")]
    [InlineData("sing", "sin")]
    [InlineData("news", "new")]
    [InlineData("bed", "b")]
    public void Different_words_keep_different_stems(string left, string right) => Assert.NotEqual(Stemmer.Stem(left), Stemmer.Stem(right));

    [Theory]
    [InlineData("metro", "METROPOLITAIN", true)]
    [InlineData("london", "L0NDON", true)]
    [InlineData("foundation", "Foundaton", true)]
    [InlineData("schar", "Schär", true)]
    [InlineData("sale", "same", false)]
    [InlineData("person", "personal", false)]
    [InlineData("dog", "dot", false)]
    [InlineData("03:36", "3:36", true)]
    [InlineData("03:36", "03:37", false)]
    [InlineData("336", "3:36", false)]
    public void Reading_errors_are_forgiven_and_other_words_are_not(string asked, string seen, bool same) =>
        Assert.Equal(same, WordMatch.Of(Stemmer.Stem(asked), Tokenizer.Read(seen)[0]) > 0);

    [Theory]
    [InlineData(AnswerShape.Email, "write to sonia.seneviratne@env.ethz.ch now", "sonia.seneviratne@env.ethz.ch")]
    [InlineData(AnswerShape.WebAddress, "More at www.example.org/tour today", "www.example.org/tour")]
    [InlineData(AnswerShape.PhoneNumber, "Tel. +41 44 632 11 11", "+41 44 632 11 11")]
    [InlineData(AnswerShape.ClockTime, "Doors open 19:30", "19:30")]
    [InlineData(AnswerShape.Date, "Introduction Lecture, December 6, 2007", "December 6, 2007")]
    [InlineData(AnswerShape.Date, "seit 24.12.1999 offen", "24.12.1999")]
    [InlineData(AnswerShape.PageNumber, "[Pg 4]", "Pg 4")]
    [InlineData(AnswerShape.Money, "only $19.99 today", "$19.99")]
    [InlineData(AnswerShape.Person, "Prof. Sonia I. Seneviratne", "Prof. Sonia I. Seneviratne")]
    [InlineData(AnswerShape.Person, "Hildy!", "Hildy")]
    [InlineData(AnswerShape.Street, "RUE DE LONDRES", "RUE DE LONDRES")]
    [InlineData(AnswerShape.Organisation, "THE BLENDER FOUNDATION", "THE BLENDER FOUNDATION")]
    public void A_shape_is_recognised_by_how_it_is_written(AnswerShape shape, string line, string piece) => Assert.Contains(piece, ShapeFinder.Find(shape, line).Select(p => p.TrimEnd('!')));

    [Theory]
    [InlineData(AnswerShape.Email, "sonia at ethz")]
    [InlineData(AnswerShape.ClockTime, "ratio 1:3000")]
    [InlineData(AnswerShape.Person, "Software Engineer")]
    [InlineData(AnswerShape.Person, "How are you?")]
    [InlineData(AnswerShape.Person, "December 6, 2007")]
    [InlineData(AnswerShape.PhoneNumber, "2007")]
    [InlineData(AnswerShape.Number, "x2")]
    public void What_only_resembles_a_shape_is_left_alone(AnswerShape shape, string line) => Assert.Empty(ShapeFinder.Find(shape, line));
}
