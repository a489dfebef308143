using System.Text.Json;
using System.Xml.Linq;

namespace LongVpo.System.Tests;

/// <summary>Judgements over the scripted world from the command line: what programs read, what is drawn, and what is refused in one sentence.</summary>
public sealed class JudgeTests
{
    private static readonly string[] Few = ["--model", "rules:", "--seeds", "300000-300100", "--questions", "12"];

    [Fact]
    public async Task Worlds_are_judged_by_length_family_and_depth()
    {
        var report = await Product.JsonAsync(0, ["eval", "world", .. Few, "--lengths", "8,40"]);

        Assert.Equal(("rules:", "300000-300100"), (report.GetProperty("model").GetString(), report.GetProperty("seeds").GetString()));
        Assert.Equal([8, 40], report.GetProperty("lengths").EnumerateArray().Select(length => length.GetProperty("frames").GetInt32()));
        Assert.All(report.GetProperty("lengths").EnumerateArray(), length => Assert.InRange(length.GetProperty("accuracy").GetDouble(), 0.8, 1));
        Assert.Equal(JsonValueKind.Null, report.GetProperty("lengths")[0].GetProperty("multi_segment").ValueKind);
        Assert.True(report.GetProperty("families").TryGetProperty("A1", out _));
    }

    [Fact]
    public async Task A_needle_map_is_told_and_drawn()
    {
        using var folder = new TempFolder();

        var report = await Product.JsonAsync(0, ["eval", "needle", .. Few, "--lengths", "16", "--svg", folder.File("map.svg")]);

        Assert.Equal(6, report.GetProperty("cells").GetArrayLength());
        Assert.Equal("svg", XDocument.Load(folder.File("map.svg")).Root!.Name.LocalName);
    }

    [Fact]
    public async Task The_programs_own_answers_about_films_are_right_where_captions_are_true()
    {
        using var folder = new TempFolder();
        string[] film = ["eval", "film", "--seeds", "200000-200003", "--minutes", "2"];

        var told = await Product.JsonAsync(0, [.. film, "--answers", folder.File("answers.jsonl")]);

        Assert.Equal((4, 22), (told.GetProperty("films").GetInt32(), told.GetProperty("families").EnumerateObject().Count()));
        var all = told.GetProperty("all");
        foreach (var share in (string[])["right", "precision", "recall", "changed"]) Assert.InRange(all.GetProperty(share).GetProperty("accuracy").GetDouble(), 0.9, 1);
        Assert.Equal(all.GetProperty("right").GetProperty("questions").GetInt32(), File.ReadLines(folder.File("answers.jsonl")).Count());
    }

    [Fact]
    public async Task Blanks_and_captions_of_captions_are_judged()
    {
        var blank = await Product.JsonAsync(0, ["eval", "blank", .. Few, "--lengths", "36"]);
        var tree = await Product.JsonAsync(0, ["eval", "hierarchy", "--model", "script:", "--questions", "2", "--lengths", "128", "--errors", "0,40"]);

        Assert.Equal(["block", "grid"], blank.GetProperty("placements").EnumerateArray().Select(placement => placement.GetProperty("placement").GetString()));
        Assert.Equal([(0.0, 0), (0.0, 1), (0.0, 2), (0.0, 3), (0.4, 0), (0.4, 1), (0.4, 2), (0.4, 3)], tree.GetProperty("rows").EnumerateArray().Select(row => (row.GetProperty("errors").GetDouble(), row.GetProperty("level").GetInt32())));
    }

    [Theory]
    [InlineData("--seeds 0-99", "for training")]
    [InlineData("--lengths 8,12", "12 frames")]
    [InlineData("--lengths many", "names no lengths")]
    [InlineData("--positions far", "none, linear, ntk or yarn")]
    [InlineData("--families A1,B7", "no family 'B7'")]
    [InlineData("--model nowhere", "no folder nowhere")]
    [InlineData("--model openai:http://localhost:1/v1#x", "how likely a given answer is")]
    public async Task What_cannot_be_judged_is_refused_in_one_sentence(string words, string told)
    {
        string[] model = words.StartsWith("--model", StringComparison.Ordinal) ? [] : ["--model", "rules:"];

        var run = await Product.RunAsync(["eval", "world", .. model, .. words.Split(' ')]);

        Assert.Equal(2, run.ExitCode);
        Product.SaysOneSentence(run, told);
    }
}
