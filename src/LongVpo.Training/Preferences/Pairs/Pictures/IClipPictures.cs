namespace LongVpo.Training.Preferences.Pairs.Pictures;

/// <summary>Finds the frames of a clip as pictures, wherever its footage is.</summary>
public interface IClipPictures
{
    /// <summary>A clip's frames in order; empty when this one does not know its footage, or it is gone.</summary>
    ValueTask<IReadOnlyList<EncodedPicture>> ReadAsync(PairClip clip, CancellationToken cancellationToken);
}
