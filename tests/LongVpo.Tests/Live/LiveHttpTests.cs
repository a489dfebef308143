using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LongVpo.Core.Frames;
using LongVpo.Core.Ports;
using LongVpo.Media.Sources;
using LongVpo.Tests.Media.Sources;
using LongVpo.Tests.Simulation;

namespace LongVpo.Tests.Live;

/// <summary>What a web server can make of a watch: a recording is read whole, and nothing leads to where nobody may go.</summary>
[Collection(nameof(NativeSessions))]
public sealed class LiveHttpTests(SimulationClip clip) : IClassFixture<SimulationClip>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_playlist_cannot_have_a_file_of_this_machine_opened()
    {
        using var folder = new TempFolder();
        var secret = folder.File("secret.ts");
        await TestClips.MakeAsync(secret, "-i", clip.Path, "-c", "copy", "-t", "3");
        using var door = new HttpListener();
        var port = FreePort();
        door.Prefixes.Add($"http://127.0.0.1:{port}/");
        door.Start();
        var serving = ServePlaylistAsync(door, $"#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\nfile://{secret}\n#EXTINF:3,\n{secret}\n#EXT-X-ENDLIST\n");

        var failed = await Assert.ThrowsAsync<SourceException>(() => new MediaProbe(LiveWatch.Options, TimeProvider.System).DescribeAsync($"http://127.0.0.1:{port}/live.m3u8", Cancelled));

        Assert.DoesNotContain(secret, failed.Message, StringComparison.Ordinal);
        door.Stop();
        await serving;
    }

    [Fact]
    public async Task A_redirection_leads_only_where_a_request_may()
    {
        // Another address of this machine stands for any inner service.
        using var door = new HttpListener();
        var port = FreePort();
        door.Prefixes.Add($"http://127.0.0.1:{port}/");
        door.Start();
        using var inner = new TcpListener(IPAddress.Parse("127.0.0.2"), 0);
        inner.Start();
        var serving = ServeAsync(door, context =>
        {
            context.Response.Redirect($"http://{inner.LocalEndpoint}/secret.ts");
            return Task.CompletedTask;
        });

        var failed = await Assert.ThrowsAsync<SourceException>(() => new MediaProbe(LiveWatch.Options, TimeProvider.System).DescribeAsync($"http://127.0.0.1:{port}/live.ts", Cancelled));

        Assert.Contains("may be opened", failed.Message, StringComparison.Ordinal);
        Assert.False(inner.Pending());
        door.Stop();
        await serving;
    }

    [Fact]
    public async Task A_recording_that_is_served_is_read_whole_without_a_drop()
    {
        using var door = new HttpListener();
        var port = FreePort();
        door.Prefixes.Add($"http://127.0.0.1:{port}/");
        door.Start();
        var serving = ServeFileAsync(door, clip.Path);
        var url = $"http://127.0.0.1:{port}/film.mp4";

        var about = await new MediaProbe(LiveWatch.Options, TimeProvider.System).DescribeAsync(url, Cancelled);
        var watch = await LiveWatch.OfAsync(url, _ => false, LiveWatch.Options with { Live = LiveWatch.Options.Live with { QueueFrames = 4 } });

        Assert.False(about.IsLive);
        Assert.Equal(StreamEnd.Finished, watch.Ended?.Reason);
        Assert.Equal(300, watch.Frames.Count);
        Assert.Empty(watch.Drops);
        door.Stop();
        await serving;
    }

    [Fact]
    public async Task A_segment_that_breaks_off_is_read_on_from_there()
    {
        using var folder = new TempFolder();
        await TestClips.MakeAsync(folder.File("list.m3u8"), "-i", clip.Path, "-c", "copy", "-f", "hls", "-hls_time", "2", "-hls_list_size", "0", "-hls_segment_filename", folder.File("s%d.ts"));
        using var door = new HttpListener();
        var port = FreePort();
        door.Prefixes.Add($"http://127.0.0.1:{port}/");
        door.Start();
        var broken = 0;
        var serving = ServeAsync(door, async context =>
        {
            var path = folder.File(context.Request.Url!.AbsolutePath[1..]);
            var breaks = path.EndsWith("s2.ts", StringComparison.Ordinal) && broken++ == 0;
            await SendAsync(context, await File.ReadAllBytesAsync(path), breaks);
        });

        var watch = await LiveWatch.OfAsync($"http://127.0.0.1:{port}/list.m3u8", _ => false);

        Assert.Equal(2, broken);
        Assert.Equal(300, watch.Frames.Count);
        Assert.Empty(watch.Gaps);
        door.Stop();
        await serving;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Task ServePlaylistAsync(HttpListener door, string playlist) => ServeAsync(door, async context =>
    {
        context.Response.ContentType = "application/vnd.apple.mpegurl";
        await context.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(playlist));
    });

    private static Task ServeFileAsync(HttpListener door, string path) => ServeAsync(door, async context => await SendAsync(context, await File.ReadAllBytesAsync(path), breaks: false));

    private static async Task SendAsync(HttpListenerContext context, byte[] bytes, bool breaks)
    {
        var from = context.Request.Headers["Range"] is { } range && range.StartsWith("bytes=", StringComparison.Ordinal) ? int.Parse(range["bytes=".Length..].Split('-')[0], System.Globalization.CultureInfo.InvariantCulture) : 0;
        context.Response.StatusCode = from > 0 ? 206 : 200;
        context.Response.Headers["Accept-Ranges"] = "bytes";
        if (from > 0) context.Response.Headers["Content-Range"] = $"bytes {from}-{bytes.Length - 1}/{bytes.Length}";
        context.Response.ContentLength64 = bytes.Length - from;
        await context.Response.OutputStream.WriteAsync(bytes.AsMemory(from, breaks ? bytes.Length / 2 : bytes.Length - from));
        if (!breaks) return;
        await context.Response.OutputStream.FlushAsync();
        context.Response.Abort();
    }

    private static async Task ServeAsync(HttpListener door, Func<HttpListenerContext, Task> answer)
    {
        while (door.IsListening)
        {
            try
            {
                var context = await door.GetContextAsync();
                await answer(context);
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
            {
                Debug.WriteLine(e.Message);
            }
        }
    }
}
