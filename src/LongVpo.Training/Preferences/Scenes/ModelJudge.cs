using System.Collections.Immutable;
using LongVpo.Core.Models;
using LongVpo.Core.Ports;

namespace LongVpo.Training.Preferences.Scenes;

/// <summary>Has a language model judge responses from captions, over the same port as every other model.</summary>
/// <param name="worker">The model.</param>
/// <param name="name">Its name.</param>
public sealed class ModelJudge(IModelWorker worker, string name) : IPairJudge
{
    private const int Tokens = 64;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public async Task<bool> AgreeAsync(string question, string one, string other, CancellationToken cancellationToken) =>
        (await WordsAsync($"Question: {question}\nAnswer A: {one}\nAnswer B: {other}\nDo both answers state the same facts? Reply with yes or no and nothing else.", cancellationToken)).FirstOrDefault() == "yes";

    /// <inheritdoc/>
    public async Task<string?> FaultAsync(ImmutableArray<SceneCaption> scenes, SceneQuery query, string chosen, string rejected, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var words = await WordsAsync($"""
            A video was described scene by scene:
            {string.Join('\n', scenes.Select(static scene => scene.Caption))}
            Question: {query.Question}
            Answer A: {chosen}
            Answer B: {rejected}
            1. Is answer A better than answer B (yes, no or equal)?
            2. Does the question or answer A contradict the descriptions, or would another answer fit as well (yes or no)?
            3. Is answer A right by the descriptions (yes or no)?
            Reply with the three words, separated by commas, and nothing else.
            """, cancellationToken);
        if (words.FirstOrDefault() != "yes") return SceneReasons.NotBetter;
        if (words.ElementAtOrDefault(1) != "no") return SceneReasons.Contradicts;
        return words.ElementAtOrDefault(2) == "yes" ? null : SceneReasons.NotRight;
    }

    private async Task<List<string>> WordsAsync(string prompt, CancellationToken cancellationToken)
    {
        var request = new ChatRequest(RequestId.New(), ModelLane.PreferenceData, null, [ChatMessage.Of(ChatRole.User, prompt)], new GenerationSettings { MaxTokens = Tokens });
        var reply = await worker.RunAsync(request, WhenFull.Wait, null, cancellationToken);
        return [.. Stage1.QuestionRules.Words(reply.Text).Where(static word => word is "yes" or "no" or "equal")];
    }
}
