using System.Net;
using System.Net.Sockets;
using System.Text;
using LongVpo.Core.Options;
using LongVpo.Media.Live;

namespace LongVpo.Tests.Live;

/// <summary>Whatever FFmpeg comes to over HTTP is judged where it is connected to, also behind a redirection and however often a name changes its mind.</summary>
public sealed class HttpGateTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_name_that_leads_to_this_machine_by_the_time_it_is_opened_is_not_opened()
    {
        using var inner = new TcpListener(IPAddress.Loopback, 0);
        inner.Start();
        var port = ((IPEndPoint)inner.LocalEndpoint).Port;
        var guard = new UrlGuard(new UrlOptions(), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));
        using var gate = new HttpGate(guard, $"http://rebound.example:{port}/live.m3u8", TimeSpan.FromSeconds(5), TimeProvider.System);

        var plain = await AskAsync(gate, $"GET http://rebound.example:{port}/live.m3u8 HTTP/1.1\r\n\r\n");
        var tunnel = await AskAsync(gate, $"CONNECT rebound.example:{port} HTTP/1.1\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 403 ", plain, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403 ", tunnel, StringComparison.Ordinal);
        Assert.False(inner.Pending());
    }

    [Fact]
    public async Task The_source_s_own_address_is_passed_on_and_another_of_this_machine_is_not()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var port = ((IPEndPoint)server.LocalEndpoint).Port;
        using var gate = new HttpGate(new UrlGuard(new UrlOptions()), $"http://127.0.0.1:{port}/live.ts", TimeSpan.FromSeconds(5), TimeProvider.System);

        var asking = AskAsync(gate, $"GET http://127.0.0.1:{port}/a%2Fb?c HTTP/1.1\r\nHost: 127.0.0.1\r\nProxy-Connection: keep-alive\r\nConnection: keep-alive\r\n\r\n");
        using var reader = await server.AcceptTcpClientAsync(Cancelled);
        var asked = new byte[500];
        var length = await reader.GetStream().ReadAsync(asked, Cancelled);
        await reader.GetStream().WriteAsync("HTTP/1.1 200 OK\r\n\r\npicture"u8.ToArray(), Cancelled);
        reader.Close();

        Assert.Equal("HTTP/1.1 200 OK\r\n\r\npicture", await asking);
        Assert.Equal("GET /a%2Fb?c HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", Encoding.ASCII.GetString(asked, 0, length));
        Assert.StartsWith("HTTP/1.1 403 ", await AskAsync(gate, "GET http://127.0.0.2:1/ HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403 ", await AskAsync(gate, "GET http://169.254.169.254/latest/ HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1")]
    [InlineData("GET file:///etc/passwd HTTP/1.1")]
    [InlineData("GET https://example.org/ HTTP/1.1")]
    [InlineData("nonsense")]
    [InlineData("")]
    public void What_no_proxy_is_asked_is_not_understood(string head) => Assert.Null(HttpGateRequest.Parse(head));

    [Theory]
    [InlineData("rtsp://cam.example/1", "rtsp://192.0.2.7/1")]
    [InlineData("rtsp://user:p@ss@cam.example:8554/1?a=b@c", "rtsp://user:p@ss@192.0.2.7:8554/1?a=b@c")]
    [InlineData("srt://cam.example:9000?streamid=a:b", "srt://192.0.2.7:9000?streamid=a:b")]
    public void A_host_s_name_is_replaced_by_the_address_that_was_judged(string url, string pinned) =>
        Assert.Equal(pinned, UrlPolicy.WithAddress(url, IPAddress.Parse("192.0.2.7")));

    private static async Task<string> AskAsync(HttpGate gate, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(gate.Url).Port, Cancelled);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), Cancelled);
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync(Cancelled);
    }
}
