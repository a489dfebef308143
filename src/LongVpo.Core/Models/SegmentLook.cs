using System.Collections.Immutable;

namespace LongVpo.Core.Models;

/// <summary>Pictures of one segment that stay on the shelf as long as this is not disposed.</summary>
/// <param name="pictures">In time order; none where there is no picture any more.</param>
/// <param name="leases">What keeps them.</param>
public sealed class SegmentLook(ImmutableArray<PictureRef> pictures, IReadOnlyList<PicturePixels> leases) : IDisposable
{
    public static SegmentLook Nothing { get; } = new([], []);

    public ImmutableArray<PictureRef> Pictures { get; } = pictures;

    public void Dispose()
    {
        foreach (var lease in leases) lease.Dispose();
    }
}
