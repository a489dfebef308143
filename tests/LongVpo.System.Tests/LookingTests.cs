using System.Text.Json;
using System.Text.RegularExpressions;
using LongVpo.Models.Tests.Endpoints;

namespace LongVpo.System.Tests;

/// <summary>A model that looks around by itself: every step reaches it, shows it what is stored and nothing else, and ends by its answer, its budget or the clock.</summary>
public sealed partial class LookingTests
{
    private const string Question = "When is \"GRAND HOTEL\" on screen?";
    private const string Ended = "The budget is used up. Reply with ANSWER now.";
    private static readonly string[] Shots = ["navy", "yellow", "teal", "white", "maroon", "orange", "purple", "lime"];

    [Fact]
    public async Task It_browses_searches_inspects_and_answers_from_what_is_stored()
    {
        using var folder = new TempFolder();
        var (video, segments) = await FootageAsync(folder);
        await using var service = await ModelService.StartAsync(chat => ModelService.LastReply(chat).Split(' ')[0] switch
        {
            "" => $"BROWSE {Names(ModelService.LastWords(chat))[^1]}",
            "BROWSE" => "SEARCH grand hotel",
            "SEARCH" => $"INSPECT [{Names(ModelService.LastWords(chat))[0]}]",
            _ => $"ANSWER A sign is in {ModelService.LastPictures(chat).Count} pictures at 9:59 [{Names(ModelService.LastWords(chat))[0]}], and also in [s99999].",
        });

        var answer = await AskAsync(folder, service, video, """{"looks":{"segments":1}}""");

        var chats = ModelService.Chats(service);
        Assert.Equal(4, chats.Count);
        var sign = Assert.Single(segments, s => Told(s).Contains("GRAND HOTEL", StringComparison.Ordinal));
        Assert.All(segments, s => Assert.Contains(Told(s), ModelService.LastWords(chats[0]), StringComparison.Ordinal));
        Assert.Contains(Question, ModelService.LastWords(chats[0]), StringComparison.Ordinal);
        Assert.Equal(string.Concat(segments.TakeLast(4).Select(Told)), ModelService.LastWords(chats[1]));
        Assert.Equal(Told(sign), ModelService.LastWords(chats[2]));
        Assert.EndsWith(Told(sign), ModelService.LastWords(chats[3]), StringComparison.Ordinal);
        foreach (var picture in ModelService.LastPictures(chats[3])) Assert.Equal("maroon", await ColourAsync(folder, picture));
        Assert.Equal(["system", "user", "assistant", "user", "assistant", "user", "assistant", "user"], ModelService.Roles(chats[3]));

        Assert.Equal("A sign is in 2 pictures.", answer.GetProperty("answer").GetString());
        Cites(answer, sign);
        var by = answer.GetProperty("by");
        Assert.Equal((4, 40, 20, 1), (by.GetProperty("calls").GetInt32(), by.GetProperty("prompt_tokens").GetInt32(), by.GetProperty("reply_tokens").GetInt32(), by.GetProperty("invented").GetInt32()));
    }

    [Fact]
    public async Task What_it_makes_up_is_answered_with_a_sentence_and_costs_a_call()
    {
        using var folder = new TempFolder();
        var (video, segments) = await FootageAsync(folder);
        var said = new Queue<string>(["FLY to the moon", "INSPECT s77777", "BROWSE everything", "\n", $"ANSWER It is in [{Id(segments[1])}]."]);
        await using var service = await ModelService.StartAsync(_ => said.Dequeue());

        var answer = await AskAsync(folder, service, video, "{}");

        const string Protocol = "Reply with one line that begins with BROWSE, SEARCH, INSPECT or ANSWER.";
        const string Nowhere = "There is no such segment. Use an id from above.";
        Assert.Equal([Protocol, Nowhere, Nowhere, Protocol], ModelService.Chats(service).Skip(1).Select(ModelService.LastWords));
        Assert.Equal(5, answer.GetProperty("by").GetProperty("calls").GetInt32());
        Assert.Equal($"It is in {Id(segments[1])}.", answer.GetProperty("answer").GetString());
        Cites(answer, segments[1]);
    }

    [Theory]
    [InlineData("""{"looks":{"agentCalls":3}}""", 3, "looks.agentCalls = 3")]
    [InlineData("""{"looks":{"agentCalls":1}}""", 1, "looks.agentCalls = 1")]
    [InlineData("""{"looks":{"agentCalls":100,"agentTokens":100}}""", 8, "looks.agentTokens = 100")]
    public async Task Without_an_answer_its_budget_ends_it_and_what_was_measured_stands(string options, int calls, string spent)
    {
        using var folder = new TempFolder();
        var (video, segments) = await FootageAsync(folder);
        await using var service = await ModelService.StartAsync(_ => $"BROWSE {Id(segments[0])}");

        var answer = await AskAsync(folder, service, video, options);

        var chats = ModelService.Chats(service);
        Assert.Equal(calls, chats.Count);
        Assert.EndsWith(Ended, ModelService.LastWords(chats[^1]), StringComparison.Ordinal);
        Assert.All(chats.SkipLast(1), chat => Assert.DoesNotContain(Ended, ModelService.LastWords(chat), StringComparison.Ordinal));
        Assert.All(chats, chat => Assert.All(ModelService.Roles(chat).Zip(ModelService.Roles(chat).Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second)));
        Assert.Equal(calls, answer.GetProperty("by").GetProperty("calls").GetInt32());
        await StandsAsync(folder, video, answer, $"used up {spent} without an answer");
    }

    [Theory]
    [InlineData("ANSWER ", "BROWSE")]
    [InlineData("", "BROWSE")]
    [InlineData("", "I cannot say.")]
    public async Task The_best_answer_so_far_stands_when_its_budget_ends(string last, string otherwise)
    {
        using var folder = new TempFolder();
        var (video, segments) = await FootageAsync(folder);
        // Either it answers when it is told to, or it had answered outside the protocol before.
        await using var service = await ModelService.StartAsync(chat =>
            last.Length > 0 == ModelService.LastWords(chat).EndsWith(Ended, StringComparison.Ordinal) && (last.Length > 0 || ModelService.LastReply(chat).Length == 0)
                ? $"{last}It is there [{Id(segments[2])}]." : otherwise);

        var answer = await AskAsync(folder, service, video, """{"looks":{"agentCalls":3}}""");

        Assert.Equal(3, answer.GetProperty("by").GetProperty("calls").GetInt32());
        Assert.Equal("It is there.", answer.GetProperty("answer").GetString());
        Assert.False(answer.GetProperty("by").TryGetProperty("instead", out _));
        Cites(answer, segments[2]);
    }

    [Theory]
    [InlineData("captions")]
    [InlineData("agent")]
    public async Task What_was_measured_stands_when_it_does_not_answer_in_time(string mode)
    {
        using var folder = new TempFolder();
        var (video, segments) = await FootageAsync(folder);
        // The mode of many steps gets as far as its second one.
        await using var service = await ModelService.StartAsync(chat => mode == "agent" && ModelService.LastReply(chat).Length == 0 ? $"BROWSE {Id(segments[0])}" : null);

        var answer = await AskAsync(folder, service, video, """{"looks":{"limit":"00:00:03"}}""", mode);

        Assert.True(service.Chats > 0);
        Assert.Equal(service.Chats, answer.GetProperty("by").GetProperty("calls").GetInt32());
        await StandsAsync(folder, video, answer, "took longer than 3 s");
    }

    [Fact]
    public async Task Segments_of_a_file_that_is_gone_are_shown_by_the_picture_they_are_remembered_by()
    {
        using var folder = new TempFolder();
        var (video, segments) = await FootageAsync(folder);
        File.Delete(folder.File("clip.mp4"));
        await using var service = await ModelService.StartAsync(chat => $"It is there [{Names(ModelService.LastWords(chat))[0]}].");

        var answer = await AskAsync(folder, service, video, """{"looks":{"segments":100}}""", "retrieve");

        var pictures = ModelService.LastPictures(Assert.Single(ModelService.Chats(service)));
        Assert.Equal(segments.Count, pictures.Count);
        var colours = new List<string>();
        foreach (var picture in pictures) colours.Add(await ColourAsync(folder, picture));
        Assert.Equal(Shots, colours);
        Cites(answer, segments[0]);
    }

    private static async Task StandsAsync(TempFolder folder, string video, JsonElement answer, string why)
    {
        var measured = await Product.JsonAsync(0, "ask", Question, "--video", video, "--store", folder.File("store"));
        Assert.Equal(measured.GetProperty("answer").GetString(), answer.GetProperty("answer").GetString());
        Assert.Equal(measured.GetProperty("citations").GetRawText(), answer.GetProperty("citations").GetRawText());
        var instead = answer.GetProperty("by").GetProperty("instead").GetString();
        Assert.Contains(why, instead, StringComparison.Ordinal);
        Assert.EndsWith("so this answer is from measurements alone.", instead, StringComparison.Ordinal);
    }

    private static void Cites(JsonElement answer, JsonElement segment)
    {
        var cited = Assert.Single(answer.GetProperty("citations").EnumerateArray());
        Assert.Equal(Id(segment), cited.GetProperty("segment").GetString());
        Assert.Equal(segment.GetProperty("start").GetDouble(), cited.GetProperty("start").GetDouble());
        Assert.Equal(segment.GetProperty("end").GetDouble(), cited.GetProperty("end").GetDouble());
    }

    private static async Task<JsonElement> AskAsync(TempFolder folder, FakeService service, string video, string options, string mode = "agent")
    {
        var config = folder.File("options.json");
        await File.WriteAllTextAsync(config, options, TestContext.Current.CancellationToken);
        return await Product.JsonAsync(0, "ask", Question, "--video", video, "--store", folder.File("store"), "--config", config, "--model", $"openai:{service.Url}#m", "--mode", mode);
    }

    private static async Task<(string Video, IReadOnlyList<JsonElement> Segments)> FootageAsync(TempFolder folder)
    {
        var clip = folder.File("clip.mp4");
        // A cut is seen by its edges, so each shot has a grid of its own; the band above it is the shot's colour alone.
        var shots = string.Join(';', Shots.Select((colour, i) => $"color=c={colour}:s=320x180:r=10:d=3,{(colour == "maroon"
            ? "drawtext=text='GRAND HOTEL':fontsize=36:x=40:y=70:fontcolor=white"
            : $"drawgrid=x={i * 5}:y=45:w={14 + (i * 13)}:h={70 - (i * 7)}:t=4:c=gray,drawbox=x=0:y=0:w=320:h=45:c={colour}:t=fill")}[v{i}]"));
        await TestClips.MakeAsync(clip, "-filter_complex", $"{shots};{string.Concat(Shots.Select((_, i) => $"[v{i}]"))}concat=n={Shots.Length},format=yuv420p[v]", "-map", "[v]", "-c:v", "libx264", "-preset", "ultrafast", "-g", "20");
        await Product.JsonAsync(0, "analyze", clip, "--store", folder.File("store"));
        var tree = await Product.JsonAsync(0, "tree", clip, "--store", folder.File("store"));
        IReadOnlyList<JsonElement> segments = [.. tree.GetProperty("segments").EnumerateArray()];
        Assert.Equal(Shots.Length, segments.Count);
        return (tree.GetProperty("video").GetString()!, segments);
    }

    // The shot whose colour the picture's mean is nearest to.
    private static async Task<string> ColourAsync(TempFolder folder, byte[] jpeg)
    {
        var (picture, mean) = (folder.File("picture.jpg"), folder.File("mean.rgb"));
        await File.WriteAllBytesAsync(picture, jpeg, TestContext.Current.CancellationToken);
        await TestClips.MakeAsync(mean, "-i", picture, "-vf", "crop=iw:ih/4:0:0,scale=1:1:flags=area", "-f", "rawvideo", "-pix_fmt", "rgb24");
        var rgb = await File.ReadAllBytesAsync(mean, TestContext.Current.CancellationToken);
        return Shots.MinBy(shot => Enumerable.Range(0, 3).Sum(i => Math.Abs(rgb[i] - Rgb(shot)[i])))!;
    }

    private static int[] Rgb(string colour) => colour switch
    {
        "navy" => [0, 0, 128],
        "yellow" => [255, 255, 0],
        "teal" => [0, 128, 128],
        "white" => [255, 255, 255],
        "maroon" => [128, 0, 0],
        "orange" => [255, 165, 0],
        "purple" => [128, 0, 128],
        _ => [0, 255, 0],
    };

    private static string Id(JsonElement segment) => segment.GetProperty("id").GetString()!;

    private static string Told(JsonElement segment) => $"[{Id(segment)}] {segment.GetProperty("caption").GetString()!.ReplaceLineEndings(" ")}\n";

    private static List<string> Names(string words) => [.. Name().Matches(words).Select(m => m.Groups[1].Value)];

    // Where something is told of a segment, and not where the protocol or the question names one.
    [GeneratedRegex(@"(?:^|\n|:|Segment )\[(s[0-9]{5})\]")]
    private static partial Regex Name();
}
