using LongVpo.Media.Live;

namespace LongVpo.Tests.Live;

/// <summary>Where in a playlist a watch goes on after a loss.</summary>
public sealed class HlsPlaceTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("s7", 4)]
    [InlineData("s9", 2)]
    [InlineData("s4", 6)]
    public void It_goes_on_one_segment_before_the_last_that_was_opened(string last, int back) =>
        Assert.Equal(back, PlaceAt(last).SegmentsBack(Listed(4, 9), Minute));

    [Fact]
    public void What_left_the_playlist_or_is_older_than_the_limit_is_given_up()
    {
        Assert.Null(PlaceAt("s3").SegmentsBack(Listed(4, 9), Minute));
        Assert.Null(PlaceAt("s4").SegmentsBack(Listed(4, 9), TimeSpan.FromSeconds(35)));
        Assert.Equal(6, PlaceAt("s4").SegmentsBack(Listed(4, 9), TimeSpan.FromSeconds(36)));
    }

    [Fact]
    public void A_segment_without_an_address_of_its_own_is_no_place()
    {
        Assert.Null(PlaceAt("s4").SegmentsBack([.. Listed(4, 4), .. Listed(4, 4)], Minute));
        Assert.Null(new HlsPlace().SegmentsBack(Listed(4, 9), Minute));
        Assert.Null(PlaceAt("s4").SegmentsBack([], Minute));
    }

    [Fact]
    public void What_is_opened_is_a_playlist_by_its_ending_and_encrypted_segments_count()
    {
        var place = new HlsPlace();

        Assert.Null(place.Opened("https://a.example/live.m3u8?x=1"));
        Assert.Equal(new Uri("https://a.example/s4.ts"), place.Opened("crypto+https://a.example/s4.ts"));
        Assert.Equal(new Uri("https://a.example/live.m3u8?x=1"), place.Playlist);
        Assert.Equal(6, place.SegmentsBack(Listed(4, 9), Minute));
    }

    private static HlsPlace PlaceAt(string segment)
    {
        var place = new HlsPlace();
        place.Opened("https://a.example/live.m3u8");
        place.Opened($"https://a.example/{segment}.ts");
        return place;
    }

    private static IReadOnlyList<ListedSegment> Listed(int first, int last) =>
        [.. Enumerable.Range(first, last - first + 1).Select(n => new ListedSegment($"https://a.example/s{n}.ts", TimeSpan.FromSeconds(6), null))];
}
