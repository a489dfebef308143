using System.Text.Json;

namespace LongVpo.TestKit.Http;

/// <summary>What a webhook was told once.</summary>
/// <param name="Key">By which a repeat is known.</param>
/// <param name="Signature">As it was sent.</param>
/// <param name="Body">As it was sent.</param>
public sealed record ReceivedWebhook(string Key, string Signature, byte[] Body)
{
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.Clone();
        }
    }
}
