using System.Globalization;
using System.Text;

namespace LongVpo.TestKit.Http;

/// <summary>A request as the bytes that go over the wire, so that tests can say what no client library would.</summary>
/// <param name="Method">The first word.</param>
/// <param name="Target">Path and query, sent as it stands.</param>
/// <param name="Headers">Lines without their ends.</param>
/// <param name="Body">Sent after the headers; null sends none.</param>
public sealed record RawRequest(string Method, string Target, IReadOnlyList<string> Headers, byte[]? Body)
{
    /// <summary>The whole request. Its length is stated truthfully unless a header states another.</summary>
    public byte[] Bytes(string host)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Method} {Target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
        foreach (var header in Headers) head.Append(header).Append("\r\n");
        if (Body is not null && !Headers.Any(header => header.StartsWith("Content-Length", StringComparison.OrdinalIgnoreCase) || header.StartsWith("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)))
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n");
        return [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. Body ?? []];
    }

    public override string ToString() => $"{Method} {Target} [{string.Join("; ", Headers)}] {(Body is null ? string.Empty : Encoding.Latin1.GetString(Body, 0, Math.Min(Body.Length, 300)))}";
}
