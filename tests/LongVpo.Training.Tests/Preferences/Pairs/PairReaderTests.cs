using LongVpo.Training.Preferences.Pairs;

namespace LongVpo.Training.Tests.Preferences.Pairs;

/// <summary>Reads pair files as they are written, and every kind of damage with its place.</summary>
public sealed class PairReaderTests
{
    private static readonly string Good = PairReader.Line(SamplePairs.Of(3));

    [Fact]
    public void A_pair_is_read_as_it_was_written()
    {
        using var folder = new TempFolder();
        var pair = SamplePairs.Of(1) with { Question = "¿Qué hace “la luna”?\r\n\tHm & <b>", Chosen = "日本語 \u2028 answer" };

        var read = SamplePairs.Read(SamplePairs.Written(folder, SamplePairs.Of(0), pair));

        Assert.Equal([PairReader.Line(SamplePairs.Of(0)), PairReader.Line(pair)], read.Select(PairReader.Line));
        Assert.Equal(pair.Question, read[1].Question);
        Assert.DoesNotContain('\n', PairReader.Line(pair));
        Assert.StartsWith("""{"schema":"prefpair/1","id":"s1-000001","stage":"stage1",""", PairReader.Line(pair), StringComparison.Ordinal);
    }

    [Fact]
    public void Line_ends_and_marks_of_other_systems_are_read_over()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("pairs.jsonl"), "\uFEFF" + Good + "\r\n\r\n  \n" + PairReader.Line(SamplePairs.Of(4)));

        Assert.Equal(["s1-000003", "s1-000004"], SamplePairs.Read(folder.File("pairs.jsonl")).Select(pair => pair.Id));
    }

    [Theory]
    [InlineData("prefpair/1", "prefpair/2", "column 11: it was written as prefpair/2")]
    [InlineData("prefpair/1", "toast", "column 11: \"toast\" is no schema")]
    [InlineData("\"schema\":\"prefpair/1\",", "", "column 1: there is no schema")]
    [InlineData("\"question\":\"what does the 3th thing do?\"", "\"question\":\" \"", "the question is empty")]
    [InlineData("\"chosen\":\"@CHOSEN\"", "\"chosen\":\" @REJECTED.\"", "both responses say the same")]
    [InlineData("\"chosen\":", "\"choosen\":", "choosen")]
    [InlineData("\"split\":\"train\"", "\"split\":\"trian\"", "none that this member can have (at $.split)")]
    [InlineData("\"anchor\":0", "\"anchor\":9", "3 clips and the anchor is 9")]
    [InlineData("\"frames\":[0,1,2", "\"frames\":[0,2,1", "order of time")]
    [InlineData("\"relevant\":[0]", "\"relevant\":[2,1]", "rising")]
    [InlineData("\"t1\":8", "\"t1\":-8", "from 0 to -8")]
    [InlineData("\"n_chosen\":4", "\"n_chosen\":0", "of no model")]
    [InlineData("}", "", "line 2, column")]
    public void A_wrong_line_is_told_with_its_place(string part, string instead, string word)
    {
        part = part.Replace("@CHOSEN", SamplePairs.Of(3).Chosen, StringComparison.Ordinal);
        instead = instead.Replace("@REJECTED", SamplePairs.Of(3).Rejected.ToUpperInvariant(), StringComparison.Ordinal);
        using var folder = new TempFolder();
        var at = Good.IndexOf(part, StringComparison.Ordinal);
        Assert.True(at >= 0);
        File.WriteAllText(folder.File("pairs.jsonl"), Good.Replace("s1-000003", "s1-0", StringComparison.Ordinal) + "\n" + Good[..at] + instead + Good[(at + part.Length)..] + "\n");

        var wrong = Assert.Throws<PreferenceException>(() => SamplePairs.Read(folder.File("pairs.jsonl")));

        Assert.Contains("line 2, column ", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(word, wrong.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_counts_letters_and_not_bytes()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("pairs.jsonl"), """{"id":"ä日","schema":"prefpair/9"}""");

        Assert.Contains("column 21:", Assert.Throws<PreferenceException>(() => SamplePairs.Read(folder.File("pairs.jsonl"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_something_else_is_refused_without_reading_it_all()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("pairs.jsonl"), new string('x', PairReader.LongestLine + 10));

        Assert.Contains("too long", Assert.Throws<PreferenceException>(() => SamplePairs.Read(folder.File("pairs.jsonl"))).Message, StringComparison.Ordinal);
        Assert.Contains("no file", Assert.Throws<PreferenceException>(() => SamplePairs.Read(folder.File("none"))).Message, StringComparison.Ordinal);
    }
}
