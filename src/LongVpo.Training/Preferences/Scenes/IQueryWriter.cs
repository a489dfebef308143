using System.Collections.Immutable;
using LongVpo.Training.World;

namespace LongVpo.Training.Preferences.Scenes;

/// <summary>Writes questions about a video of which it sees the captions alone.</summary>
public interface IQueryWriter
{
    /// <summary>Its name, kept with every pair.</summary>
    string Name { get; }

    /// <summary>Writes questions.</summary>
    /// <param name="scenes">The captions in the order of time.</param>
    /// <param name="most">Questions wanted.</param>
    /// <param name="random">What the choice among possible questions is drawn from.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    Task<ImmutableArray<SceneQuery>> WriteAsync(ImmutableArray<SceneCaption> scenes, int most, WorldRandom random, CancellationToken cancellationToken);
}
