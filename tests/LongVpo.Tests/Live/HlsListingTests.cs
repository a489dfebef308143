using LongVpo.Media.Live;

namespace LongVpo.Tests.Live;

/// <summary>Shows which segments a playlist lists, and when they were live.</summary>
public sealed class HlsListingTests
{
    private static readonly Uri Playlist = new("https://cdn.example/news/live.m3u8?channel=1");

    [Fact]
    public void Segments_follow_each_other_from_the_last_time_that_was_given()
    {
        var listed = HlsListing.Read(Playlist, """
            #EXTM3U
            #EXT-X-TARGETDURATION:6
            #EXTINF:6,
            before.ts
            #EXT-X-PROGRAM-DATE-TIME:2026-01-01T13:00:00.500+01:00
            #EXTINF:4.5,News
            a.ts
            #EXTINF:6,
            /other/b.ts
            #EXT-X-DISCONTINUITY
            #EXTINF:6,
            c.ts
            #EXT-X-PROGRAM-DATE-TIME:2026-01-01T12:10:00Z
            #EXTINF:6,
            https://edge.example/d.ts
            """);

        var noon = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(
            [
                new ListedSegment("https://cdn.example/news/before.ts", TimeSpan.FromSeconds(6), null),
                new ListedSegment("https://cdn.example/news/a.ts", TimeSpan.FromSeconds(4.5), noon.AddSeconds(0.5)),
                new ListedSegment("https://cdn.example/other/b.ts", TimeSpan.FromSeconds(6), noon.AddSeconds(5)),
                new ListedSegment("https://cdn.example/news/c.ts", TimeSpan.FromSeconds(6), null),
                new ListedSegment("https://edge.example/d.ts", TimeSpan.FromSeconds(6), noon.AddMinutes(10)),
            ],
            listed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow/live.m3u8")]
    [InlineData("<html>Not found</html>")]
    [InlineData("#EXTM3U\n#EXT-X-PROGRAM-DATE-TIME:yesterday\n#EXTINF:6,\na.ts")]
    [InlineData("#EXTM3U\n#EXT-X-PROGRAM-DATE-TIME:2026-01-01T12:00:00Z\n#EXTINF:6,\n#EXT-X-BYTERANGE:100@0\na.ts\n#EXTINF:6,\n#EXT-X-BYTERANGE:100@100\na.ts")]
    public void What_says_nothing_usable_gives_no_time(string text) => Assert.DoesNotContain(HlsListing.Read(Playlist, text), segment => segment.Begins is not null);
}
