using LongVpo.Core.Models;

namespace LongVpo.Training.Preferences.Scenes;

/// <summary>
/// Captions a video scene after scene by the model under training. A model that reads is shown what it said before, and told that its eyes go before its memory; a small network that was only
/// taught single clips is shown the scene alone.
/// </summary>
/// <param name="asker">The model.</param>
/// <param name="prompt">What it is asked.</param>
/// <param name="readsMemory">Whether it is shown earlier captions.</param>
/// <param name="isAskedAgain">Whether it is asked how sure it is of each caption, which costs a reading more.</param>
public sealed class SceneCaptioner(SceneAsker asker, string prompt, bool readsMemory, bool isAskedAgain = false)
{
    private const int SummaryTokens = 256;

    /// <summary>Its name, as part of what a run was begun with.</summary>
    public string Name => (readsMemory ? "recursive/1" : "scene/1") + (isAskedAgain ? " sure" : string.Empty);

    /// <summary>What is said of a scene, what it was said from and how surely; null where that came to no end.</summary>
    public async Task<(string Caption, string? Context, double? Certainty)?> CaptionAsync(int video, int scene, CaptionMemory memory, CancellationToken cancellationToken)
    {
        var context = readsMemory ? memory.Text() : null;
        var asked = context is null
            ? prompt
            : $"{prompt}\nThis is what was said of the scenes before it. It may be wrong; where the pictures say otherwise, believe the pictures, and say so when somebody or something comes back.\n{context}";
        if (await asker.AnswerAsync(video, [scene], asked, frames: 0, cancellationToken) is not { Length: > 0 } caption) return null;
        return (caption, context, isAskedAgain ? await asker.CertaintyAsync(video, [scene], asked, caption, cancellationToken) : null);
    }

    /// <summary>The memory with its summary written anew where that is due.</summary>
    public async Task<CaptionMemory> SettleAsync(CaptionMemory memory, CancellationToken cancellationToken)
    {
        if (!readsMemory || !memory.IsSummaryDue) return memory;
        var summary = await asker.SayAsync($"Summarise these descriptions of a video in at most 150 words. Keep who and what appears, where, and in which order.\n{memory.Text()}", SummaryTokens, cancellationToken);
        return string.IsNullOrWhiteSpace(summary) ? memory : memory with { Summary = summary };
    }
}
