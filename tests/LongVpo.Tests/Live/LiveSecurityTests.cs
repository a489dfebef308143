using System.Net;
using System.Net.Sockets;
using System.Text;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Media.Simulation;
using LongVpo.Media.Sources;
using LongVpo.Tests.Media.Sources;
using LongVpo.Tests.Simulation;

namespace LongVpo.Tests.Live;

/// <summary>A source is who it says, by its certificate, and a camera that sends its watcher elsewhere sends it only where it may go.</summary>
[Collection(nameof(NativeSessions))]
public sealed class LiveSecurityTests(SimulationClip clip) : IClassFixture<SimulationClip>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("film.mp4")]
    [InlineData("list.m3u8")]
    public async Task A_certificate_of_an_authority_that_nobody_knows_is_refused_until_it_is_named(string place)
    {
        using var folder = new TempFolder();
        await MakeAsync(folder);
        await using var server = new SecureServer(folder.Path);
        var url = $"{server.Url}/{place}";

        var failed = await Assert.ThrowsAsync<SourceException>(() => Probe(new LiveOptions()).DescribeAsync(url, Cancelled));
        var watch = await LiveWatch.OfAsync(url, _ => false, With(live => live with { Certificates = server.Authority }));
        var trusting = await Probe(new LiveOptions { CheckCertificates = false }).DescribeAsync(url, Cancelled);

        Assert.Matches("^https://127.0.0.1:[0-9]+/[a-z0-9.]+ cannot show that it is who it says .+ live.certificates.+ live.checkCertificates.$", failed.Message);
        Assert.Equal(100, watch.Frames.Count);
        Assert.Equal("h264", trusting.VideoCodec);
    }

    [Fact]
    public async Task A_certificate_of_another_host_is_refused_although_its_authority_is_known()
    {
        using var folder = new TempFolder();
        await MakeAsync(folder);
        await using var server = new SecureServer(folder.Path, "192.0.2.7");

        var failed = await Assert.ThrowsAsync<SourceException>(() => Probe(new LiveOptions { Certificates = server.Authority }).DescribeAsync($"{server.Url}/film.mp4", Cancelled));

        Assert.Contains("cannot show that it is who it says", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_checked_is_not_opened()
    {
        var rtsps = await Assert.ThrowsAsync<SourceException>(() => Probe(new LiveOptions()).DescribeAsync("rtsps://127.0.0.1:9/live", Cancelled));
        var file = await Assert.ThrowsAsync<SourceException>(() => Probe(new LiveOptions { Certificates = "nowhere.pem" }).DescribeAsync("https://127.0.0.1:9/live", Cancelled));

        Assert.Equal("rtsps://127.0.0.1:9/live cannot be watched, because FFmpeg checks no certificates of RTSPS: have none checked with live.checkCertificates, or use RTSP in a network that you trust.", rtsps.Message);
        Assert.Contains("there is no file nowhere.pem", file.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rtsp://127.0.0.2:{0}/secret")]
    [InlineData("rtsp://localhost:{0}/secret")]
    public async Task A_camera_cannot_send_its_watcher_to_an_inner_service(string to)
    {
        using var inner = new TcpListener(IPAddress.IPv6Any, 0);
        inner.Server.DualMode = true;
        inner.Start();
        using var camera = new TcpListener(IPAddress.Loopback, 0);
        camera.Start();
        var sent = SendElsewhereAsync(camera, string.Format(null, to, ((IPEndPoint)inner.LocalEndpoint).Port));

        var failed = await Assert.ThrowsAsync<SourceException>(() => Probe(new LiveOptions()).DescribeAsync($"rtsp://127.0.0.1:{((IPEndPoint)camera.LocalEndpoint).Port}/live", Cancelled));

        await sent;
        Assert.Contains("leads to this machine itself", failed.Message, StringComparison.Ordinal);
        // FFmpeg may have knocked; it says nothing.
        while (inner.Pending())
        {
            using var knocked = await inner.AcceptTcpClientAsync(Cancelled);
            Assert.Equal(0, await knocked.GetStream().ReadAsync(new byte[1], Cancelled));
        }
    }

    [Fact]
    public async Task A_camera_may_send_its_watcher_to_another_of_its_ports()
    {
        await using var simulator = await SourceSimulator.StartAsync(new SimulationRequest { Clip = clip.Path, Protocol = SimulatedProtocol.Rtsp }, TimeProvider.System, Cancelled);
        using var camera = new TcpListener(IPAddress.Loopback, 0);
        camera.Start();
        var sent = SendElsewhereAsync(camera, simulator.Url);

        var watch = await LiveWatch.OfAsync($"rtsp://127.0.0.1:{((IPEndPoint)camera.LocalEndpoint).Port}/live", w => w.Last.Seconds > 2);

        await sent;
        Assert.InRange(watch.Last.Seconds, 2, 3);
        Assert.Empty(watch.Losses);
    }

    private static MediaProbe Probe(LiveOptions live) => new(LiveWatch.Options with { Live = live }, TimeProvider.System);

    private static LongVpoOptions With(Func<LiveOptions, LiveOptions> change) => LiveWatch.Options with { Live = change(LiveWatch.Options.Live) };

    private async Task MakeAsync(TempFolder folder)
    {
        await TestClips.MakeAsync(folder.File("film.mp4"), "-i", clip.Path, "-c", "copy", "-t", "4", "-movflags", "+faststart");
        await TestClips.MakeAsync(folder.File("list.m3u8"), "-i", folder.File("film.mp4"), "-c", "copy", "-f", "hls", "-hls_time", "2", "-hls_list_size", "0", "-hls_segment_filename", folder.File("s%d.ts"));
    }

    private static async Task SendElsewhereAsync(TcpListener camera, string to)
    {
        using var client = await camera.AcceptTcpClientAsync(Cancelled);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        var sequence = "1";
        while (await reader.ReadLineAsync(Cancelled) is { Length: > 0 } line)
            if (line.StartsWith("CSeq:", StringComparison.OrdinalIgnoreCase)) sequence = line[5..].Trim();
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"RTSP/1.0 302 Moved\r\nCSeq: {sequence}\r\nLocation: {to}\r\n\r\n"), Cancelled);
    }
}
