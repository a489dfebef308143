using System.Text.Json;
using LongVpo.Core.Models;
using LongVpo.Training.World;

namespace LongVpo.Training.Preferences.Stage1;

/// <summary>Has the model under training write the question itself, which is how LongVPO works for models that can.</summary>
public sealed class ModelQuestionWriter : IQuestionWriter
{
    private const int Tries = 2;

    /// <inheritdoc/>
    public string Name => "model/1";

    /// <inheritdoc/>
    public async ValueTask<string?> WriteAsync(ClipAsker asker, int clip, string caption, WorldRandom random, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asker);
        ArgumentNullException.ThrowIfNull(random);
        var prompt = $$"""
            This footage was described so: {{caption}}
            Write one question that can be answered completely from this footage and from no other. Name at least two things that are seen: who or what, and where, when it acts or what it looks like.
            Do not speak of a video, clip or scene, of times or of an order, and do not ask for yes or no.
            Reply with one JSON object and nothing else: {"question": "...", "answer": "..."}
            """;
        // The answer is asked for so that the question has one; the one that is kept is given without the prompt's help.
        for (var tries = 0; tries < Tries; tries++)
            if (await asker.DrawAsync(clip, prompt, new GenerationSettings { MaxTokens = 256, Temperature = 0.7, TopP = 0.9, Seed = (long)(random.Next() >> 1) }, cancellationToken) is { } reply && Read(reply) is { } question) return question;
        return null;
    }

    /// <summary>The question of a reply: the first object in it, with or without a fence around it; null when there is none.</summary>
    internal static string? Read(string reply)
    {
        var (begin, end) = (reply.IndexOf('{', StringComparison.Ordinal), reply.LastIndexOf('}'));
        if (begin < 0 || end < begin) return null;
        try
        {
            using var document = JsonDocument.Parse(reply.AsMemory(begin, end - begin + 1));
            return document.RootElement.TryGetProperty("question", out var question) && question.ValueKind == JsonValueKind.String && question.GetString()?.Trim() is { Length: > 0 } text ? text : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
