using System.Collections.Immutable;
using LongVpo.Training.Preferences.Stage1;

namespace LongVpo.Training.Preferences.Scenes;

/// <summary>Judges by the words that answers share, where there is no language model to judge.</summary>
/// <param name="least">Least likeness of answers that state the same facts, from 0 to 1; 1 wants the same words, as short answers do.</param>
public sealed class WordJudge(double least) : IPairJudge
{
    /// <inheritdoc/>
    public string Name => FormattableString.Invariant($"words {least:0.##}");

    /// <inheritdoc/>
    public Task<bool> AgreeAsync(string question, string one, string other, CancellationToken cancellationToken) => Task.FromResult(SceneWords.Likeness(one, other) >= least);

    /// <inheritdoc/>
    public Task<string?> FaultAsync(ImmutableArray<SceneCaption> scenes, SceneQuery query, string chosen, string rejected, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var (good, bad) = (SceneWords.Likeness(chosen, query.Answer), SceneWords.Likeness(rejected, query.Answer));
        if (good < least) return Task.FromResult<string?>(SceneReasons.NotRight);
        if (bad >= good) return Task.FromResult<string?>(SceneReasons.NotBetter);
        var admitsOther = query.Scenes is [var only] && RuleJudge.Fault(query.Question, scenes[only].Caption, scenes.Where(scene => scene.Scene != only).Select(static scene => scene.Caption)) is not null;
        return Task.FromResult(admitsOther ? SceneReasons.Contradicts : null);
    }
}
