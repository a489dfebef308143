namespace LongVpo.Media.Native;

/// <summary>The managed face of the wall's JPEG encoder.</summary>
internal static unsafe class JpegNative
{
    /// <param name="rgb">RGB24 rows without padding.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="outWidth">Pixels across of the JPEG.</param>
    /// <param name="outHeight">Pixels down of the JPEG.</param>
    /// <param name="quality">1 to 100.</param>
    /// <exception cref="AvException">The encoder refused.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> rgb, int width, int height, int outWidth, int outHeight, int quality)
    {
        AvNative.Load();
        // No JPEG of ours is larger than the picture it shows, but a tiny one is larger than its few pixels.
        var buffer = new byte[(outWidth * outHeight * 3) + 4096];
        fixed (byte* from = rgb, to = buffer)
        {
            var length = AvNative.lv_jpeg(from, width, height, outWidth, outHeight, quality, to, buffer.Length);
            return length > 0 ? buffer[..length] : throw AvNative.LastError(length);
        }
    }
}
