using System.Collections.Immutable;
using System.Text.Json;
using LongVpo.Core.Models;
using LongVpo.Core.Ports;
using LongVpo.Training.World;

namespace LongVpo.Training.Preferences.Scenes;

/// <summary>Has a language model write questions from captions; it never sees the video.</summary>
/// <param name="worker">The model.</param>
/// <param name="name">Its name.</param>
/// <param name="isLocal">Whether questions are to be about one scene each, as TPO's localized ones, instead of several.</param>
public sealed class ModelQueryWriter(IModelWorker worker, string name, bool isLocal = false) : IQueryWriter
{
    private const int Tokens = 1_024;

    /// <inheritdoc/>
    public string Name => isLocal ? $"{name} about one scene" : name;

    /// <inheritdoc/>
    public async Task<ImmutableArray<SceneQuery>> WriteAsync(ImmutableArray<SceneCaption> scenes, int most, WorldRandom random, CancellationToken cancellationToken)
    {
        var listed = string.Join('\n', scenes.Select(static scene => $"Scene #{scene.Scene + 1}: {scene.Caption}"));
        var about = isLocal
            ? "Each question is about one scene and fits no other."
            : "Each question needs two scenes or more and cannot be answered from one: about order, cause and effect, comparison, a change of state, somebody or something that comes back, a count across scenes, or a purpose.";
        var prompt = $$"""
            A video was described scene by scene:
            {{listed}}
            Write {{most}} questions about it. {{about}}
            Do not speak of scenes, numbers of scenes or times in a question, and do not ask for yes or no.
            Reply with a JSON array and nothing else; reasoning names the scenes it rests on as in the list: [{"question": "...", "reasoning": "Scene #1 ..., Scene #4 ...", "answer": "..."}]
            """;
        var request = new ChatRequest(RequestId.New(), ModelLane.PreferenceData, null, [ChatMessage.Of(ChatRole.User, prompt)], new GenerationSettings { MaxTokens = Tokens });
        return Read((await worker.RunAsync(request, WhenFull.Wait, null, cancellationToken)).Text, scenes.Length);
    }

    /// <summary>The questions of a reply, with or without a fence around them; none where it cannot be read. One that names a scene there is not has no scenes.</summary>
    internal static ImmutableArray<SceneQuery> Read(string reply, int scenes)
    {
        var (begin, end) = (reply.IndexOf('[', StringComparison.Ordinal), reply.LastIndexOf(']'));
        if (begin < 0 || end < begin) return [];
        try
        {
            using var document = JsonDocument.Parse(reply.AsMemory(begin, end - begin + 1));
            return
            [
                .. document.RootElement.EnumerateArray().Where(static one => one.ValueKind == JsonValueKind.Object)
                    .Select(one => (Question: Word(one, "question"), Answer: Word(one, "answer"), Reasoning: Word(one, "reasoning")))
                    .Where(static one => one.Question.Length > 0 && one.Answer.Length > 0)
                    .Select(one => new SceneQuery(one.Question, one.Answer, SceneWords.Cited(one.Reasoning, scenes) ?? [], one.Reasoning)),
            ];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string Word(JsonElement from, string member) => from.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : string.Empty;
}
