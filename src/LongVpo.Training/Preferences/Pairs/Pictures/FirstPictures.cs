namespace LongVpo.Training.Preferences.Pairs.Pictures;

/// <summary>Asks several places for a clip's frames and takes what the first has.</summary>
/// <param name="places">In the order in which they are asked.</param>
public sealed class FirstPictures(params IReadOnlyList<IClipPictures> places) : IClipPictures
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<EncodedPicture>> ReadAsync(PairClip clip, CancellationToken cancellationToken)
    {
        foreach (var place in places)
            if (await place.ReadAsync(clip, cancellationToken) is { Count: > 0 } found) return found;
        return [];
    }
}
