using LongVpo.Core.Frames;
using LongVpo.Core.Ports;

namespace LongVpo.Training.Preferences.Pairs.Pictures;

/// <summary>Takes the frames of clips out of files, one second to a frame.</summary>
/// <param name="footage">What decodes.</param>
/// <param name="jpeg">Makes a JPEG of a picture.</param>
public sealed class FootagePictures(IFootageFrames footage, Func<StillFrame, byte[]> jpeg) : IClipPictures
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<EncodedPicture>> ReadAsync(PairClip clip, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clip);
        if (clip.Media is not { } file || !File.Exists(file)) return [];
        var stills = await footage.ReadAsync(file, [.. clip.Frames.Select(frame => clip.T0 + frame)], cancellationToken);
        return stills.Count < clip.Frames.Length ? [] : [.. stills.Select(still => new EncodedPicture(jpeg(still), IsPng: false))];
    }
}
