using LongVpo.Training.World;

namespace LongVpo.Training.Preferences.Stage1;

/// <summary>Writes a question that a clip alone should answer.</summary>
public interface IQuestionWriter
{
    /// <summary>Its name, kept with every pair.</summary>
    string Name { get; }

    /// <summary>Writes a question.</summary>
    /// <param name="asker">The model under training, for writers that ask it.</param>
    /// <param name="clip">The clip.</param>
    /// <param name="caption">What is said of it.</param>
    /// <param name="random">What the choice among possible questions is drawn from.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <returns>The question; null when none comes about.</returns>
    ValueTask<string?> WriteAsync(ClipAsker asker, int clip, string caption, WorldRandom random, CancellationToken cancellationToken);
}
