namespace LongVpo.Media.Simulation.Servers.Rtmp;

/// <summary>Finds the parts of a coded picture between their start codes (ITU-T H.264 annex B).</summary>
internal static class AnnexB
{
    private static ReadOnlySpan<byte> StartCode => [0, 0, 1];

    /// <summary>The parts, without start codes and without the zeros that may stand before one.</summary>
    public static List<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> picture)
    {
        var parts = new List<ReadOnlyMemory<byte>>();
        var at = picture.Span.IndexOf(StartCode);
        while (at >= 0)
        {
            var start = at + StartCode.Length;
            var length = picture.Span[start..].IndexOf(StartCode);
            var end = length < 0 ? picture.Length : start + length;
            var trimmed = end;
            while (trimmed > start && picture.Span[trimmed - 1] == 0) trimmed--;
            parts.Add(picture[start..trimmed]);
            at = length < 0 ? -1 : end;
        }

        return parts;
    }
}
