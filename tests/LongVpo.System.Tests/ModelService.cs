using System.Text.Json;
using LongVpo.Models.Tests.Endpoints;

namespace LongVpo.System.Tests;

/// <summary>A service of the OpenAI protocol that answers from nothing but what it is sent, so that a test knows every word beforehand.</summary>
internal static class ModelService
{
    /// <summary>Captions say how many pictures came; findings repeat the segment's name and add a time of their own; answers cite the first finding and a place that does not exist.</summary>
    public static Task<FakeService> StartAsync() => StartAsync(Reply);

    /// <summary>Replies as the test says to each chat; where it says null, the service holds the request until the asker leaves.</summary>
    public static Task<FakeService> StartAsync(Func<JsonElement, string?> reply) => FakeService.StartAsync(async (context, service) =>
    {
        if (context.Request.Path == "/v1/embeddings")
        {
            await FakeService.JsonAsync(context, 200, Vector(service.Requests.Last(r => r.Path == "/v1/embeddings").Body));
            return;
        }

        if (context.Request.Path == "/v1/audio/transcriptions")
        {
            await FakeService.JsonAsync(context, 200, $$"""{"text":" The harbour opens, line {{service.Requests.Count(r => r.Path == "/v1/audio/transcriptions")}}. "}""");
            return;
        }

        if (context.Request.Path != "/v1/chat/completions")
        {
            await FakeService.JsonAsync(context, 404, """{"error":{"message":"no such path"}}""");
            return;
        }

        if (reply(service.LastChat) is { } words) await FakeService.StreamAsync(context, Streamed(words));
        else await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    });

    /// <summary>The words of a request, in order.</summary>
    public static string WordsOf(string body) => string.Join('\n', Parts(JsonDocument.Parse(body).RootElement).Select(p => p.Text).OfType<string>());

    /// <summary>Every chat so far, in order.</summary>
    public static IReadOnlyList<JsonElement> Chats(FakeService service) =>
        [.. service.Requests.Where(r => r.Path == "/v1/chat/completions").Select(r => JsonDocument.Parse(r.Body).RootElement)];

    /// <summary>Who speaks, turn by turn.</summary>
    public static IReadOnlyList<string> Roles(JsonElement chat) => [.. chat.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("role").GetString()!)];

    /// <summary>The words of the last turn.</summary>
    public static string LastWords(JsonElement chat) => string.Concat(PartsOf(chat.GetProperty("messages").EnumerateArray().Last()).Select(p => p.Text));

    /// <summary>What the model itself said last; empty before it said anything.</summary>
    public static string LastReply(JsonElement chat) =>
        chat.GetProperty("messages").EnumerateArray().Where(m => m.GetProperty("role").GetString() == "assistant").Select(m => m.GetProperty("content").GetString()!).LastOrDefault(string.Empty);

    /// <summary>The JPEGs of the last turn.</summary>
    public static IReadOnlyList<byte[]> LastPictures(JsonElement chat) => [.. PartsOf(chat.GetProperty("messages").EnumerateArray().Last()).Select(p => p.Jpeg).OfType<byte[]>()];

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

    private static IEnumerable<(string? Text, byte[]? Jpeg)> Parts(JsonElement chat) =>
        chat.GetProperty("messages").EnumerateArray().Where(m => m.GetProperty("role").GetString() == "user").SelectMany(PartsOf);

    private static IEnumerable<(string? Text, byte[]? Jpeg)> PartsOf(JsonElement message)
    {
        var content = message.GetProperty("content");
        if (content.ValueKind == JsonValueKind.String) return [(content.GetString(), null)];
        return content.EnumerateArray().Select(part => part.GetProperty("type").GetString() == "text"
            ? (part.GetProperty("text").GetString(), null)
            : ((string?)null, (byte[]?)Convert.FromBase64String(part.GetProperty("image_url").GetProperty("url").GetString()!["data:image/jpeg;base64,".Length..])));
    }

    private static string Streamed(string words) =>
        $"data: {JsonSerializer.Serialize(new { choices = new[] { new { index = 0, delta = new { content = words }, finish_reason = "stop" } } })}\n\n"
        + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15}}\n\ndata: [DONE]\n\n";
}
