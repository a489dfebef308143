using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>How many pictures are kept for models to look at.</summary>
public sealed record PictureShelfOptions
{
    /// <summary>Memory for pictures, their JPEGs included. Default 256 MiB: the frames of some ten questions at 448 x 448. Pictures that are being looked at stay even beyond it.</summary>
    [Range(1_048_576L, 1_099_511_627_776L)]
    public long BudgetBytes { get; init; } = 268_435_456;

    /// <summary>Longest side of a JPEG that is sent to a service, in pixels; larger pictures are made smaller. Default 896: what vision models look at, in two tiles.</summary>
    [Range(64, 8_192)]
    public int JpegMaxSide { get; init; } = 896;
}
