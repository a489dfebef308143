using LongVpo.Training.World;

namespace LongVpo.Training.Preferences.Pairs.Pictures;

/// <summary>Draws the frames of scripted worlds.</summary>
/// <param name="side">Pixels of each side; 32 is what the small networks see.</param>
public sealed class WorldPictures(int side = 32) : IClipPictures
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<EncodedPicture>> ReadAsync(PairClip clip, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clip);
        if (WorldMedia.Parse(clip.Media) is not { } media) return ValueTask.FromResult<IReadOnlyList<EncodedPicture>>([]);
        var renderer = new FrameRenderer(media.Script(), side, side);
        var rgb = new byte[renderer.FrameBytes];
        var pictures = new List<EncodedPicture>();
        foreach (var frame in clip.Frames)
        {
            cancellationToken.ThrowIfCancellationRequested();
            renderer.Render((media.Scene * Scene.Steps) + frame, rgb);
            pictures.Add(new EncodedPicture(PngWriter.Write(rgb, side, side), IsPng: true));
        }

        return ValueTask.FromResult<IReadOnlyList<EncodedPicture>>(pictures);
    }
}
