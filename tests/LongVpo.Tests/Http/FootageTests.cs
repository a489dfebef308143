using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Node.Contract;
using LongVpo.TestKit.Http;

namespace LongVpo.Tests.Http;

/// <summary>What was seen of a source is shown over HTTP as the command line shows it.</summary>
public sealed class FootageTests(WatchedClip clip) : IClassFixture<WatchedClip>
{
    private string Source => $"/v1/sources/{clip.Id}";

    [Fact]
    public async Task The_tree_is_the_JSON_that_the_command_line_prints()
    {
        var expected = JsonSerializer.Serialize(
            await clip.Node.Node.TreeAsync(new VideoId(clip.Id), TestContext.Current.CancellationToken), ContractJson.Readable.TreeDocument);

        var tree = await clip.Node.GetAsync($"{Source}/tree");

        Assert.Equal(expected, await tree.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Segments_come_by_level_stretch_and_page()
    {
        var all = await JsonAsync("/segments");
        Assert.Equal(2, all.GetProperty("segments").GetArrayLength());
        var first = await JsonAsync("/segments?limit=1");
        Assert.Equal("s00000", Assert.Single(first.GetProperty("segments").EnumerateArray()).GetProperty("id").GetString());
        var second = await JsonAsync($"/segments?from={first.GetProperty("next").GetDouble()}&limit=1");
        Assert.Equal("s00001", Assert.Single(second.GetProperty("segments").EnumerateArray()).GetProperty("id").GetString());
        Assert.False(second.TryGetProperty("next", out _));
        Assert.Equal("s00000", Assert.Single((await JsonAsync("/segments?to=1.5")).GetProperty("segments").EnumerateArray()).GetProperty("id").GetString());
        Assert.Single((await JsonAsync("/segments?level=programme")).GetProperty("nodes").EnumerateArray());
    }

    [Theory]
    [InlineData("/segments?level=shot", "level")]
    [InlineData("/segments?from=soon", "from")]
    [InlineData("/segments?from=NaN", "from")]
    [InlineData("/segments?from=1e308", "from")]
    [InlineData("/segments?from=5&to=1", "to")]
    [InlineData("/segments?limit=0", "limit")]
    [InlineData("/segments?limit=1&limit=2", "limit")]
    [InlineData("/clips?start=5", "end")]
    [InlineData("/clips?start=5&end=5", "end")]
    [InlineData("/clips?start=1&end=2&exact=maybe", "exact")]
    public async Task A_query_that_cannot_be_meant_is_refused_by_name(string path, string word) =>
        await ServingNode.RefusedAsync(400, await clip.Node.GetAsync(Source + path), word);

    [Fact]
    public async Task Chapters_are_WebVTT()
    {
        var response = await clip.Node.GetAsync($"{Source}/chapters.vtt");

        Assert.Equal("text/vtt", response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("WEBVTT\n\n1\n00:00:00.000 --> 00:00:04.000\n", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_listed_thumbnail_is_a_JPEG()
    {
        var pictures = (await JsonAsync("/thumbnails")).GetProperty("thumbnails").EnumerateArray().ToList();

        Assert.Equal(2, pictures.Count);
        foreach (var picture in pictures)
        {
            var response = await clip.Node.GetAsync(picture.GetProperty("url").GetString()!);
            Assert.Equal("image/jpeg", response.Content.Headers.ContentType?.MediaType);
            Assert.Equal([0xff, 0xd8], (await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))[..2]);
        }
    }

    [Fact]
    public async Task A_page_shows_every_picture_with_its_time_and_its_clip()
    {
        var response = await clip.Node.GetAsync($"{Source}/thumbnails.html");
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("<h1>A clip</h1>", page, StringComparison.Ordinal);
        Assert.Contains("<time>0:00–0:02</time>", page, StringComparison.Ordinal);
        Assert.Contains("GRAND HOTEL", page, StringComparison.Ordinal);
        var links = Regex.Matches(page, "(?:src|href)=\"([^\"]+)\"").Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).ToList();
        Assert.Equal(4, links.Count);
        foreach (var link in links) Assert.Equal(200, (int)(await clip.Node.GetAsync($"{Source}/{link}")).StatusCode);
    }

    [Fact]
    public async Task A_page_goes_on_where_the_one_before_it_ended()
    {
        var page = await (await clip.Node.GetAsync($"{Source}/thumbnails.html?limit=1")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("<a href=\"thumbnails.html?from=2\">From 0:02 on</a>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("s00001.jpg", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clip_comes_as_MP4_and_says_what_it_holds()
    {
        var response = await clip.Node.GetAsync($"{Source}/clips?start=1.5&end=3");

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("video/mp4", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("1.44", response.Headers.GetValues("Clip-Start").Single());
        Assert.Equal("3", response.Headers.GetValues("Clip-End").Single());
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(response.Content.Headers.ContentLength, bytes.Length);
        await File.WriteAllBytesAsync(clip.Node.Folder.File("cut.mp4"), bytes, TestContext.Current.CancellationToken);
        Assert.Equal(39, (await Recording.Footage.PlayedAsync(clip.Node.Folder.File("cut.mp4"))).Count);
        Assert.Empty(Directory.GetFiles(clip.Node.Folder.File("store/clips")));
    }

    [Fact]
    public async Task A_clip_comes_in_the_parts_that_a_player_asks_for()
    {
        var path = $"{Source}/clips?start=1.5&end=3";
        var whole = await (await clip.Node.GetAsync(path)).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        var first = await PartAsync(path, "bytes=0-99", null);
        var rest = await PartAsync(path, "bytes=100-", first.Headers.ETag!.ToString());
        var outside = await PartAsync(path, "bytes=99999999-", null);
        var other = await PartAsync(path, "bytes=0-99", "\"of another content\"");

        Assert.Equal((206, 206), ((int)first.StatusCode, (int)rest.StatusCode));
        Assert.Equal(whole.Length, first.Content.Headers.ContentRange?.Length);
        Assert.Equal(whole, (await BytesAsync(first)).Concat(await BytesAsync(rest)));
        await ServingNode.RefusedAsync(416, outside, "Range");
        Assert.Equal(whole.Length, outside.Content.Headers.ContentRange?.Length);
        Assert.Equal(whole, await BytesAsync(other));
        Assert.Empty(Directory.GetFiles(clip.Node.Folder.File("store/clips")));
    }

    [Fact]
    public async Task The_clip_that_a_citation_names_plays_what_was_cited()
    {
        var answer = await clip.Node.Node.AskAsync(new() { Text = "Which hotel is shown?", Videos = [new(clip.Id)], Within = new(MediaTime.FromSeconds(0.5), MediaTime.FromSeconds(2)) }, TestContext.Current.CancellationToken);
        var cited = answer.Citations[0];

        var response = await clip.Node.GetAsync(cited.Clip);
        Assert.Equal("image/jpeg", (await clip.Node.GetAsync(cited.Thumbnail)).Content.Headers.ContentType?.MediaType);

        Assert.EndsWith($"#t=0,{(cited.End - cited.Start).ToString("0.###", CultureInfo.InvariantCulture)}", cited.Clip, StringComparison.Ordinal);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(cited.Start.ToString("0.######", CultureInfo.InvariantCulture), response.Headers.GetValues("Clip-Start").Single());
    }

    [Theory]
    [InlineData("start=100&end=101", "outside")]
    [InlineData("start=0&end=10000", "longestClip")]
    public async Task A_clip_that_cannot_be_is_refused_as_a_range(string query, string word) =>
        await ServingNode.RefusedAsync(416, await clip.Node.GetAsync($"{Source}/clips?{query}"), word);

    [Fact]
    public async Task A_clip_of_a_file_that_has_gone_is_gone()
    {
        await using var node = await ServingNode.StartAsync();
        var id = await node.WatchedAsync();
        File.Delete(node.Folder.File("clip.mp4"));

        await ServingNode.RefusedAsync(410, await node.GetAsync($"/v1/sources/{id}/clips?start=1&end=2"), "clip.mp4", "put it back");
    }

    [Theory]
    [InlineData("/v1/sources/../../etc/passwd")]
    [InlineData("/v1/sources/..%2f..%2fetc%2fpasswd/tree")]
    [InlineData("/v1/sources/ID/thumbnails/..%2f..%2flongvpo.db.jpg")]
    [InlineData("/v1/sources/ID/thumbnails/../../../longvpo.db")]
    [InlineData("/v1/sources/ID/thumbnails/s99999.jpg")]
    [InlineData("/v1/sources/ID/thumbnails/s2147483647.jpg")]
    [InlineData("/v1/sources/ID/thumbnails/s-1.jpg")]
    [InlineData("/v1/sources/nobody/segments")]
    [InlineData("/v1/sources/%00/tree")]
    public async Task A_path_that_leads_elsewhere_finds_nothing(string path)
    {
        var request = new RawRequest("GET", path.Replace("ID", clip.Id, StringComparison.Ordinal), [], null);

        var response = await new RawClient(clip.Node.Address).SendAsync(request.Bytes(clip.Node.Address.Authority), TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.True(response.Status is 404 or 400, response.Head);
        if (response.Status == 404) Assert.Contains("application/problem+json", response.Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_description_names_every_path_and_every_schema_it_uses()
    {
        var text = await (await clip.Node.GetAsync("/openapi.json")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(text);

        var paths = document.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "/healthz", "/readyz", "/v1/alerts", "/v1/alerts/backtest", "/v1/alerts/{id}", "/v1/alerts/{id}/deliveries",
                "/v1/alerts/{id}/deliveries/{number}/replay", "/v1/alerts/{id}/notices", "/v1/answers/{id}", "/v1/answers/{id}/again", "/v1/answers/{id}/feedback", "/v1/events", "/v1/models/adopt", "/v1/notices", "/v1/questions", "/v1/sources",
                "/v1/sources/{id}", "/v1/sources/{id}/chapters.vtt", "/v1/sources/{id}/clips", "/v1/sources/{id}/segments", "/v1/sources/{id}/thumbnails", "/v1/sources/{id}/thumbnails.html", "/v1/sources/{id}/thumbnails/{segment}.jpg",
                "/v1/sources/{id}/tree", "/v1/standing-questions", "/v1/standing-questions/{id}", "/v1/standing-questions/{id}/deliveries", "/v1/standing-questions/{id}/deliveries/{number}/replay", "/v1/standing-questions/{id}/notices",
                "/v1/status",
            ],
            paths);
        var schemas = document.RootElement.GetProperty("components").GetProperty("schemas");
        foreach (var used in text.Split("#/components/schemas/").Skip(1).Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]).Distinct())
            Assert.True(schemas.TryGetProperty(used, out _), used);
        Assert.True(schemas.GetProperty("SourceDocument").GetProperty("properties").TryGetProperty("gap_seconds", out _));
        Assert.True(schemas.GetProperty("NewSource").GetProperty("properties").TryGetProperty("asLive", out _));
    }

    [Fact]
    public async Task Methods_that_are_not_there_are_refused_with_those_that_are()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/v1/sources");

        var response = await clip.Node.Client.SendAsync(request, TestContext.Current.CancellationToken);

        await ServingNode.RefusedAsync(405, response, "GET", "POST");
        Assert.Contains("POST", response.Content.Headers.Allow);
        Assert.False(response.Headers.Contains("Server"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    private async Task<HttpResponseMessage> PartAsync(string path, string range, string? of)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Range", range } } };
        if (of is not null) request.Headers.Add("If-Range", of);
        return await clip.Node.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<byte[]> BytesAsync(HttpResponseMessage response) => response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

    private async Task<JsonElement> JsonAsync(string path) => await ServingNode.JsonAsync(await clip.Node.GetAsync(Source + path));
}
