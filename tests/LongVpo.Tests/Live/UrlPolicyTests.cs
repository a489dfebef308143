using System.Net;
using LongVpo.Core.Options;
using LongVpo.Media.Live;
using LongVpo.Media.Sources;

namespace LongVpo.Tests.Live;

/// <summary>What may be opened for someone who asks over the network, and that nobody is shown a password.</summary>
public sealed class UrlPolicyTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/etc/passwd", "allowLocal")]
    [InlineData("film.mp4", "allowLocal")]
    [InlineData("growing:/var/log/film.ts", "allowLocal")]
    [InlineData("device:/dev/video0", "allowLocal")]
    [InlineData("concat:/a.ts|/b.ts", "allowLocal")]
    [InlineData("pipe:0", "allowLocal")]
    [InlineData("data:video/mp4;base64,AAAA", "allowLocal")]
    [InlineData("file:///etc/passwd", "not a source")]
    [InlineData("FILE:///etc/passwd", "not a source")]
    [InlineData("subfile,,start,0,end,9,,:///etc/passwd", "not a source")]
    [InlineData("crypto://x", "not a source")]
    [InlineData("gopher://example.org/", "not a source")]
    [InlineData("ftp://example.org/film.mp4", "not a source")]
    [InlineData("http://exa\nmple.org/", "not a source")]
    [InlineData("http:///nohost", "host")]
    [InlineData("http://127.0.0.1/live.m3u8", "allowLoopback")]
    [InlineData("http://2130706433/live.m3u8", "allowLoopback")]
    [InlineData("http://0x7f.1/live.m3u8", "allowLoopback")]
    [InlineData("rtsp://[::1]/cam", "allowLoopback")]
    [InlineData("rtmp://[::ffff:127.0.0.1]/live/x", "allowLoopback")]
    [InlineData("http://[64:ff9b::7f00:1]/", "allowLoopback")]
    [InlineData("http://0.0.0.0/", "allowLoopback")]
    [InlineData("http://169.254.169.254/latest/meta-data/", "allowLinkLocal")]
    [InlineData("http://[fd00:ec2::254]/latest", "allowLinkLocal")]
    [InlineData("http://[fe80::1]/", "allowLinkLocal")]
    public void What_must_not_be_opened_is_refused_in_one_sentence(string location, string word)
    {
        var refusal = UrlPolicy.RefusalOf(location, new UrlOptions());

        Assert.NotNull(refusal);
        Assert.Contains(word, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.org/live.m3u8")]
    [InlineData("rtsp://user:word@192.168.1.20:554/cam")]
    [InlineData("RTSP://example.org/cam")]
    [InlineData("srt://example.org:9000?passphrase=0123456789")]
    [InlineData("udp://239.1.1.1:5000")]
    [InlineData("udp://0.0.0.0:5000")]
    public void What_may_be_watched_is_allowed(string location) => Assert.Null(UrlPolicy.RefusalOf(location, new UrlOptions()));

    [Fact]
    public void Each_refusal_can_be_lifted_by_its_option_alone()
    {
        Assert.Null(UrlPolicy.RefusalOf("film.mp4", new UrlOptions { AllowLocal = true }));
        Assert.Null(UrlPolicy.RefusalOf("http://127.0.0.1/", new UrlOptions { AllowLoopback = true }));
        Assert.Null(UrlPolicy.RefusalOf("http://169.254.169.254/", new UrlOptions { AllowLinkLocal = true }));
        Assert.NotNull(UrlPolicy.RefusalOf("http://169.254.169.254/", new UrlOptions { AllowLoopback = true, AllowLocal = true }));
        Assert.NotNull(UrlPolicy.RefusalOf("http://10.1.2.3/", new UrlOptions { AllowPrivate = false }));
    }

    [Theory]
    [InlineData("169.254.169.254", "allowLinkLocal")]
    [InlineData("127.0.0.1", "allowLoopback")]
    public async Task A_name_is_refused_for_any_address_it_leads_to(string address, string word)
    {
        var guard = new UrlGuard(new UrlOptions(), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("93.184.216.34"), IPAddress.Parse(address)]));

        var refusal = await guard.RefusalAsync("https://innocent.example/live.m3u8", Cancelled);

        Assert.Contains(word, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("/etc/passwd", false)]
    [InlineData("udp://example.org:1", false)]
    [InlineData("http://169.254.169.254/latest/", false)]
    [InlineData("crypto+http://169.254.169.254/latest/", false)]
    [InlineData("http://127.0.0.1/seg.ts", false)]
    [InlineData("http://203.0.113.7:8080/seg.ts", true)]
    [InlineData("crypto+http://203.0.113.7/seg.ts", true)]
    public void A_playlist_may_name_only_what_a_request_may(string nested, bool allowed) =>
        Assert.Equal(allowed, new UrlGuard(new UrlOptions()).AllowsNested("http://203.0.113.7/live.m3u8", nested));

    [Fact]
    public void A_playlist_on_this_machine_may_name_its_own_segments() =>
        Assert.True(new UrlGuard(new UrlOptions()).AllowsNested("http://127.0.0.1:8080/live.m3u8", "http://127.0.0.1:8080/1.ts"));

    [Theory]
    [InlineData("rtsp://admin:hunter2@cam.example/1", "hunter2")]
    [InlineData("https://cdn.example/live.m3u8?channel=2&access_token=hunter2", "hunter2")]
    [InlineData("srt://host:1?streamid=a&passphrase=hunter2", "hunter2")]
    public async Task Credentials_are_neither_shown_nor_part_of_the_id(string url, string secret)
    {
        var probe = new MediaProbe(new SourceOptions());

        Assert.DoesNotContain(secret, SourceRouter.Shown(url), StringComparison.Ordinal);
        Assert.Equal(
            await probe.IdentifyAsync(url, Cancelled),
            await probe.IdentifyAsync(url.Replace(secret, "another", StringComparison.Ordinal), Cancelled));
    }

    [Fact]
    public async Task Different_channels_of_one_host_are_different_videos()
    {
        var probe = new MediaProbe(new SourceOptions());

        Assert.NotEqual(await probe.IdentifyAsync("https://cdn.example/live.m3u8?channel=1", Cancelled), await probe.IdentifyAsync("https://cdn.example/live.m3u8?channel=2", Cancelled));
        Assert.Equal(await probe.IdentifyAsync("HTTPS://CDN.example/live.m3u8", Cancelled), await probe.IdentifyAsync("https://cdn.example/live.m3u8", Cancelled));
    }
}
