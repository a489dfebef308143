using System.Runtime.CompilerServices;
using System.Text.Json;

namespace LongVpo.TestKit.Http;

/// <summary>One server-sent event as a browser would see it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its id; null when it has none.</param>
/// <param name="Data">What it says.</param>
public sealed record ServedEvent(string Name, string? Id, JsonElement Data)
{
    /// <summary>Reads events until the node ends the stream.</summary>
    public static async IAsyncEnumerable<ServedEvent> ReadAsync(HttpResponseMessage response, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        string? name = null, id = null, data = null;
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line[4..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal)) data = line[6..];
            else if (line.Length == 0 && data is not null)
            {
                using var document = JsonDocument.Parse(data);
                yield return new ServedEvent(name ?? "message", id, document.RootElement.Clone());
                (name, id, data) = (null, null, null);
            }
        }
    }
}
