using System.Text.Json;
using LongVpo.Models.Tests.Endpoints;

namespace LongVpo.System.Tests;

/// <summary>A service of the OpenAI protocol that answers from nothing but what it is sent, so that a test knows every word beforehand.</summary>
internal static class ModelService
{
    /// <summary>Captions say how many pictures came; findings repeat the segment's name and add a time of their own; answers cite the first finding and a place that does not exist.</summary>
    public static Task<FakeService> StartAsync() => FakeService.StartAsync(async (context, service) =>
    {
        if (context.Request.Path == "/v1/embeddings")
        {
            await FakeService.JsonAsync(context, 200, Vector(service.Requests.Last(r => r.Path == "/v1/embeddings").Body));
            return;
        }

        if (context.Request.Path != "/v1/chat/completions")
        {
            await FakeService.JsonAsync(context, 404, """{"error":{"message":"no such path"}}""");
            return;
        }

        await FakeService.StreamAsync(context, Streamed(Reply(service.LastChat)));
    });

    /// <summary>The words of a request, in order.</summary>
    public static string WordsOf(string body) => string.Join('\n', Parts(JsonDocument.Parse(body).RootElement).Select(p => p.Text).OfType<string>());

    // Captions stand apart by how many pictures they are of; a question about 3 pictures stands where their caption does.
    private static string Vector(string body)
    {
        var text = JsonDocument.Parse(body).RootElement.GetProperty("input")[0].GetString()!;
        var place = Enumerable.Range(0, 10).FirstOrDefault(n => text.Contains($"{n} pictures", StringComparison.Ordinal), 9);
        return JsonSerializer.Serialize(new { data = new[] { new { index = 0, embedding = Enumerable.Range(0, 10).Select(n => n == place ? 1.0 : 0.01) } } });
    }

    private static string Reply(JsonElement chat)
    {
        var parts = Parts(chat).ToList();
        var words = string.Join('\n', parts.Select(p => p.Text).OfType<string>());
        if (words.Contains("Describe this stretch", StringComparison.Ordinal)) return $"A caption of {parts.Count(p => p.Text is null)} pictures.";
        if (words.Contains("Say in two or three sentences", StringComparison.Ordinal)) return "A caption of captions.";
        if (words.Contains("Say in one sentence what this segment", StringComparison.Ordinal)) return $"Something is in {Name(words)} at 9:59.";
        if (words.Contains("UNANSWERABLE", StringComparison.Ordinal)) return "It is in [s77777].";
        return $"It is there at 9:59 [{Name(words)}], and also in [s99999].";
    }

    private static string Name(string words) => words[(words.IndexOf("[s0", StringComparison.Ordinal) + 1)..][..6];

    private static IEnumerable<(string? Text, bool Picture)> Parts(JsonElement chat)
    {
        foreach (var message in chat.GetProperty("messages").EnumerateArray())
        {
            if (message.GetProperty("role").GetString() != "user") continue;
            var content = message.GetProperty("content");
            if (content.ValueKind == JsonValueKind.String)
            {
                yield return (content.GetString(), false);
                continue;
            }

            foreach (var part in content.EnumerateArray())
                yield return part.GetProperty("type").GetString() == "text" ? (part.GetProperty("text").GetString(), false) : (null, true);
        }
    }

    private static string Streamed(string words) =>
        $"data: {JsonSerializer.Serialize(new { choices = new[] { new { index = 0, delta = new { content = words }, finish_reason = "stop" } } })}\n\n"
        + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15}}\n\ndata: [DONE]\n\n";
}
