using System.Collections.Immutable;

namespace LongVpo.Training.Preferences.Scenes;

/// <summary>Judges responses by words alone, as LongVPO's and TPO's filters have a language model do.</summary>
public interface IPairJudge
{
    /// <summary>Its name, kept with every pair.</summary>
    string Name { get; }

    /// <summary>Whether two answers to a question state the same facts.</summary>
    Task<bool> AgreeAsync(string question, string one, string other, CancellationToken cancellationToken);

    /// <summary>TPO's filter: whether the preferred response is better, nothing contradicts the captions and no other answer fits, and the preferred response is right by the captions.</summary>
    /// <returns>Why the pair is not kept; null when it is.</returns>
    Task<string?> FaultAsync(ImmutableArray<SceneCaption> scenes, SceneQuery query, string chosen, string rejected, CancellationToken cancellationToken);
}
