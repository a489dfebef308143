using System.Collections.Immutable;
using LongVpo.Training.Preferences.Scenes;
using LongVpo.Training.World;

namespace LongVpo.Training.Preferences.Tpo;

/// <summary>Asks two writers in the mix that is wanted: one about single scenes, one about the whole video.</summary>
/// <param name="local">Writes questions about one scene.</param>
/// <param name="whole">Writes questions about several.</param>
/// <param name="localized">Of ten questions, how many are the first one's.</param>
public sealed class TpoWriter(IQueryWriter local, IQueryWriter whole, int localized) : IQueryWriter
{
    /// <inheritdoc/>
    public string Name => FormattableString.Invariant($"{localized}:{10 - localized} of {local.Name} and {whole.Name}");

    /// <inheritdoc/>
    public async Task<ImmutableArray<SceneQuery>> WriteAsync(ImmutableArray<SceneCaption> scenes, int most, WorldRandom random, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(random);
        // Rounded by chance, so that the mix holds over many videos whatever the number of questions about each.
        var tenths = (most * localized) + random.Below(10);
        var mine = Math.Min(most, tenths / 10);
        var some = mine == 0 ? [] : await local.WriteAsync(scenes, mine, random, cancellationToken);
        var others = mine == most ? [] : await whole.WriteAsync(scenes, most - mine, random, cancellationToken);
        return [.. some.Where(static query => query.Scenes.Length == 1), .. others.Where(static query => query.Scenes.Length > 1)];
    }
}
