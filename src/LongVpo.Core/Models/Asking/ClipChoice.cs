using System.Collections.Immutable;
using LongVpo.Core.Segments;

namespace LongVpo.Core.Models.Asking;

/// <summary>Chooses the pictures of a segment for a model that knows only clips of one number of pictures.</summary>
public static class ClipChoice
{
    /// <summary>
    /// Exactly as many as the model wants, evenly over the segment without the change at its beginning, where the scene before is still to be seen. None where too few are left to show what is done.
    /// </summary>
    /// <param name="pictures">What there is, in time order.</param>
    /// <param name="segment">Where they are from.</param>
    /// <param name="wording">How many are wanted.</param>
    public static ImmutableArray<PictureRef> Of(ImmutableArray<PictureRef> pictures, SegmentSpan segment, ModelWording wording)
    {
        ArgumentNullException.ThrowIfNull(segment);
        ArgumentNullException.ThrowIfNull(wording);
        var clear = pictures.Where(picture => picture.Time >= segment.Transition.End).ToList();
        if (clear.Count < wording.PicturesLeast) clear = [.. pictures];
        return clear.Count < wording.PicturesLeast ? [] : [.. EvenChoice.Exactly(clear.Count, wording.Pictures).Select(place => clear[place])];
    }
}
