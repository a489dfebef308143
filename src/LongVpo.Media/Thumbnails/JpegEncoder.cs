using LongVpo.Core.Frames;
using LongVpo.Media.Native;

namespace LongVpo.Media.Thumbnails;

/// <summary>Makes JPEG pictures of frames, for the thumbnails that segments are remembered by.</summary>
public sealed class JpegEncoder
{
    private readonly int _quality;

    /// <param name="quality">1 to 100. Default 75: smaller files show blocks around letters.</param>
    public JpegEncoder(int quality = 75)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        _quality = quality;
    }

    /// <summary>The frame as JPEG, its longer side at most <paramref name="maxSide"/> pixels and never enlarged.</summary>
    /// <exception cref="InvalidOperationException">The encoder of the installed FFmpeg refused the picture.</exception>
    public byte[] Encode(Frame frame, int maxSide)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return Encode(frame.Pixels, frame.Width, frame.Height, maxSide);
    }

    /// <summary>RGB24 rows without padding as JPEG.</summary>
    /// <exception cref="InvalidOperationException">The encoder of the installed FFmpeg refused the picture.</exception>
    public byte[] Encode(ReadOnlySpan<byte> rgb, int width, int height, int maxSide)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSide, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rgb.Length, width * height * 3);
        var scale = Math.Min(1.0, (double)maxSide / Math.Max(width, height));
        try
        {
            return JpegNative.Encode(rgb, width, height, Math.Max((int)Math.Round(width * scale), 1), Math.Max((int)Math.Round(height * scale), 1), _quality);
        }
        catch (AvException e)
        {
            throw new InvalidOperationException($"A picture of {width} x {height} could not be made a JPEG: {e.Detail}.", e);
        }
    }
}
