using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LongVpo.Node.Webhooks;

/// <summary>Signs what a webhook is told, so that its receiver knows who sent it and that it is not an old one sent again by somebody else.</summary>
public static class WebhookSignature
{
    /// <summary>The header that carries the signature.</summary>
    public const string Header = "LongVpo-Signature";

    /// <summary>The header's value: the time and the HMAC-SHA256, in hexadecimal, of the time in decimal, a full stop and the body.</summary>
    /// <param name="secret">The webhook's secret, whose UTF-8 bytes are the key.</param>
    /// <param name="at">When it is sent; receivers should refuse what is minutes old.</param>
    /// <param name="body">The body as it is sent.</param>
    public static string Of(string secret, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.ASCII.GetBytes(seconds + "."));
        hash.AppendData(body);
        return $"t={seconds},v1={Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }
}
