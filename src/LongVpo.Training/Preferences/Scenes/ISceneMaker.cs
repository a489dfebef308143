using LongVpo.Training.Preferences.Making;

namespace LongVpo.Training.Preferences.Scenes;

/// <summary>Makes a pair of a question about a long video.</summary>
internal interface ISceneMaker
{
    /// <summary>The pair, or why there is none.</summary>
    Task<PairAttempt> MakeAsync(SceneTask task, CancellationToken cancellationToken);
}
