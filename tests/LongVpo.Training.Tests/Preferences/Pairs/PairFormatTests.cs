using System.Text.Json;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Preferences.Pairs.Formats;
using LongVpo.Training.Preferences.Pairs.Pictures;

namespace LongVpo.Training.Tests.Preferences.Pairs;

/// <summary>Takes pairs through every trainer's format and back, and plants what foreign files get wrong.</summary>
public sealed class PairFormatTests
{
    public static TheoryData<string> Names => [.. PairFormats.All.Select(format => format.Name)];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Pairs_come_back_with_their_words_and_the_order_of_their_frames(string name)
    {
        using var folder = new TempFolder();
        var format = PairFormats.Find(name);
        var pairs = Enumerable.Range(0, 4).Select(SamplePairs.Of).Append(SamplePairs.Of(4) with { Question = "first line\nsecond “line”?", Chosen = "日本語\r\nend" }).ToList();

        var outcome = await new PairExport(new WorldPictures()).WriteAsync(pairs, format, folder.Path, Cancelled);
        var read = PairImport.Read(outcome.File, format, new ImportSettings(folder.Path, "CC0-1.0"), Cancelled).ToList();

        Assert.Equal((5, 0, 0), (outcome.Pairs, outcome.Missing, outcome.Untold));
        Assert.Equal(pairs.Select(pair => (pair.Question, pair.Chosen, pair.Rejected)), read.Select(pair => (pair.Question, pair.Chosen, pair.Rejected)));
        for (var i = 0; i < pairs.Count; i++)
        {
            var expected = new List<byte[]>();
            foreach (var clip in pairs[i].Context.Clips) expected.AddRange((await new WorldPictures().ReadAsync(clip, Cancelled)).Select(picture => picture.Bytes.ToArray()));
            var frames = await new FilePictures(folder.Path).ReadAsync(read[i].Context.Clips[0], Cancelled);
            Assert.Equal(expected, frames.Select(picture => picture.Bytes.ToArray()));
        }

        // And once more, from what was imported.
        using var second = new TempFolder();
        var again = await new PairExport(new FilePictures(folder.Path)).WriteAsync(read, format, second.Path, Cancelled);
        Assert.Equal(read.Select(pair => pair.Question), PairImport.Read(again.File, format, new ImportSettings(second.Path), Cancelled).Select(pair => pair.Question));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_whole_video_is_named_where_a_format_can(string name)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.File("film.mp4"), [0]);
        var pair = SamplePairs.Of(0) with { Context = new PairContext([new PairClip("c", "film", [], 0, 9, folder.File("film.mp4"))], [0]), ChosenContext = [0], RejectedContext = [0] };

        var outcome = await new PairExport(new WorldPictures()).WriteAsync([pair], PairFormats.Find(name), folder.Path, Cancelled);

        Assert.Equal(name == "trl" ? (0, 1) : (1, 0), (outcome.Pairs, outcome.Untold));
        if (name == "trl") return;
        var read = Assert.Single(PairImport.Read(outcome.File, PairFormats.Find(name), new ImportSettings(folder.Path), Cancelled));
        Assert.Equal((pair.Question, folder.File("film.mp4")), (read.Question, read.Context.Clips[0].Media));
    }

    [Fact]
    public async Task Each_format_has_the_members_that_its_trainer_reads()
    {
        using var folder = new TempFolder();
        var records = new Dictionary<string, JsonElement>();
        foreach (var format in PairFormats.All)
        {
            var outcome = await new PairExport(new WorldPictures()).WriteAsync([SamplePairs.Of(0)], format, folder.File(format.Name), Cancelled);
            var root = JsonDocument.Parse(await File.ReadAllTextAsync(outcome.File, Cancelled)).RootElement;
            records[format.Name] = format.IsArray ? root[0] : root;
        }

        Assert.Equal(24, records["trl"].GetProperty("prompt")[0].GetProperty("content").EnumerateArray().Count(part => part.GetProperty("type").GetString() == "image"));
        Assert.Equal(SamplePairs.Of(0).Chosen, records["trl"].GetProperty("chosen")[0].GetProperty("content")[0].GetProperty("text").GetString());
        Assert.Equal("<video>what does the 0th thing do?", records["llamafactory"].GetProperty("conversations")[0].GetProperty("value").GetString());
        Assert.Equal("gpt", records["llamafactory"].GetProperty("rejected").GetProperty("from").GetString());
        Assert.True(JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.File("llamafactory"), "dataset_info.json"))).RootElement.GetProperty("longvpo").GetProperty("ranking").GetBoolean());
        Assert.Equal(24, records["swift"].GetProperty("videos")[0].GetArrayLength());
        Assert.Equal("assistant", records["swift"].GetProperty("messages")[1].GetProperty("role").GetString());
        Assert.StartsWith("Frame1: <image>\nFrame2: <image>\n", records["internvl"].GetProperty("question").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.File("internvl"), "meta.json"))).RootElement.GetProperty("longvpo").GetProperty("length").GetInt32());
    }

    [Theory]
    [InlineData("swift", """{"messages":[{"role":"user","content":"<video><video>q"},{"role":"assistant","content":"a"}],"rejected_response":"b","videos":["v.mp4"]}""", "2 <video>")]
    [InlineData("swift", """{"messages":[{"role":"user","content":"<video>q"},{"role":"assistant","content":""}],"rejected_response":"b","videos":["v.mp4"]}""", "preferred response is empty")]
    [InlineData("swift", """{"messages":[{"role":"user","content":"<video>q"},{"role":"assistant","content":"a"}],"rejected_response":"A.","videos":["v.mp4"]}""", "say the same")]
    [InlineData("swift", """{"messages":[{"role":"user","content":"<video>q"},{"role":"assistant","content":"a"}],"rejected_response":"b","videos":["../v.mp4"]}""", "outside of the media folder")]
    [InlineData("swift", """{"messages":[{"role":"user","content":"<video>q"},{"role":"assistant","content":"a"}],"rejected_response":"b","rejected_videos":["w.mp4"],"videos":["v.mp4"]}""", "media of its own")]
    [InlineData("swift", """{"messages":[{"role":"user","content":"<video>q"}],"rejected_response":"b","videos":["v.mp4"]}""", "one question and its answer")]
    [InlineData("trl", """{"images":["f2.png","f10.png","f3.png"],"prompt":[{"role":"user","content":[{"type":"image"},{"type":"image"},{"type":"image"},{"type":"text","text":"q"}]}],"chosen":"a","rejected":"b"}""", "order of time")]
    [InlineData("trl", """{"images":["f2.png"],"prompt":[{"role":"user","content":[{"type":"text","text":"q"}]}],"chosen":"a","rejected":"b"}""", "0 image parts")]
    [InlineData("internvl", """{"image":["f2.png"],"question":"q","chosen":"a","rejected":"b"}""", "0 <image>")]
    [InlineData("internvl", """{"image":["f2.png"],"question":"q","chosen":3,"rejected":"b"}""", "chosen is no text")]
    [InlineData("llamafactory", """[{"conversations":[{"from":"gpt","value":"<video>q"}],"chosen":"a","rejected":"b","videos":["v.mp4"]}]""", "not a person's")]
    [InlineData("llamafactory", """{"conversations":[]}""", "no array")]
    [InlineData("llamafactory", "[{\n  \"chosen\" 3}]", "line 2, column 12")]
    [InlineData("internvl", "{\"image\":", "line 2")]
    public void What_a_foreign_file_gets_wrong_is_told_with_its_place(string name, string text, string word)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("data"), (name == "llamafactory" ? string.Empty : "\n") + text + "\n");

        var wrong = Assert.Throws<PreferenceException>(() => PairImport.Read(folder.File("data"), PairFormats.Find(name), new ImportSettings(folder.Path), Cancelled).ToList());

        Assert.Contains(word, wrong.Message, StringComparison.Ordinal);
        if (word != "no array") Assert.Matches("line 2|record 1", wrong.Message);
    }

    [Fact]
    public void Llama_factorys_plain_form_is_read_too()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("data"), """[{"instruction":"<video>What is that?","input":"Be short.","chosen":"A cup.","rejected":"A hat.","videos":["v.mp4"]}]""");

        Assert.Equal("What is that?\nBe short.", Assert.Single(PairImport.Read(folder.File("data"), PairFormats.Find("llamafactory"), new ImportSettings(folder.Path), Cancelled)).Question);
        Assert.Contains("swift", Assert.Throws<PreferenceException>(() => PairFormats.Find("csv")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pairs_whose_footage_is_gone_are_left_out_and_counted()
    {
        using var folder = new TempFolder();
        var gone = SamplePairs.Of(1) with { Context = SamplePairs.Of(1).Context with { Clips = [new PairClip("c", "s", [0, 1], 0, 2, "nowhere.mp4")], Anchor = null, Relevant = [0] }, ChosenContext = [], RejectedContext = [] };

        var outcome = await new PairExport(new WorldPictures()).WriteAsync([SamplePairs.Of(0), gone], PairFormats.Find("swift"), folder.Path, Cancelled);

        Assert.Equal((1, 1), (outcome.Pairs, outcome.Missing));
    }
}
