namespace LongVpo.Training.Preferences.Pairs.Pictures;

/// <summary>Reads frames that lie as picture files beside a pair file.</summary>
/// <param name="folder">The folder that file names start from.</param>
public sealed class FilePictures(string folder) : IClipPictures
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<EncodedPicture>> ReadAsync(PairClip clip, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var pictures = new List<EncodedPicture>();
        foreach (var file in clip.Files ?? [])
        {
            var path = Path.Combine(folder, file);
            if (!File.Exists(path)) return [];
            pictures.Add(new EncodedPicture(await File.ReadAllBytesAsync(path, cancellationToken), file.EndsWith(".png", StringComparison.OrdinalIgnoreCase)));
        }

        return pictures;
    }
}
