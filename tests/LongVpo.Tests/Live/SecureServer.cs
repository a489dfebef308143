using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace LongVpo.Tests.Live;

/// <summary>A web server over TLS on loopback whose certificate is signed by an authority that nobody knows, for one test.</summary>
public sealed class SecureServer : IAsyncDisposable
{
    private readonly TcpListener _door = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _folder;
    private readonly X509Certificate2 _certificate;
    private readonly Task _serving;

    /// <param name="folder">What is served; the authority's certificate is put there as well.</param>
    /// <param name="name">The address that the certificate names.</param>
    public SecureServer(string folder, string name = "127.0.0.1")
    {
        _folder = folder;
        _certificate = Certify(name);
        _door.Start();
        _serving = ServeAsync();
    }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{((IPEndPoint)_door.LocalEndpoint).Port}");

    /// <summary>The file of the authority.</summary>
    public string Authority => Path.Combine(_folder, "authority.pem");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _door.Dispose();
        await _serving;
        _certificate.Dispose();
        _stop.Dispose();
    }

    private X509Certificate2 Certify(string name)
    {
        using var authorityKey = RSA.Create(2048);
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        var authority = new CertificateRequest("CN=Nobody's authority", authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var root = authority.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        var request = new CertificateRequest("CN=camera", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(name));
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(root, now.AddDays(-1), now.AddDays(1), [1, 2, 3]);
        File.WriteAllText(Authority, root.ExportCertificatePem());
        using var whole = signed.CopyWithPrivateKey(key);
        // Servers want a key that is stored with its certificate.
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    private async Task ServeAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true) open.Add(AnswerAsync(await _door.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            await using var stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            if (await reader.ReadLineAsync(_stop.Token) is not { } request) return;
            while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 })
            {
            }

            var body = await File.ReadAllBytesAsync(Path.Combine(_folder, request.Split(' ')[1].TrimStart('/')), _stop.Token);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n")), _stop.Token);
            await stream.WriteAsync(body, _stop.Token);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // Who does not trust it goes away.
        }
    }
}
