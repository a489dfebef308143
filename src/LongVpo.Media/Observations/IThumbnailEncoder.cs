using System.Collections.Immutable;
using LongVpo.Core.Frames;

namespace LongVpo.Media.Observations;

/// <summary>Makes the small picture that stands for a segment; an own port, so that measuring does not depend on an image codec.</summary>
public interface IThumbnailEncoder
{
    /// <summary>A JPEG of the frame, shrunk so that its longer side is at most <paramref name="maxSide"/> pixels; the frame's lease stays with the caller.</summary>
    ImmutableArray<byte> Encode(Frame frame, int maxSide);
}
