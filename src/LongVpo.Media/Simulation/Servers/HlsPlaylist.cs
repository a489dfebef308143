using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace LongVpo.Media.Simulation.Servers;

/// <summary>The sliding list of an HLS stream (RFC 8216) as it is at one moment: a value, so that readers see whole lists.</summary>
internal sealed record HlsPlaylist(TimeSpan TargetLength)
{
    /// <summary>Segments in the list; the standard asks for at least three target lengths.</summary>
    private const int Listed = 6;

    /// <summary>Segments that can still be fetched after they left the list, for readers who read the list before.</summary>
    private const int Kept = 6;

    /// <summary>The listed segments and those before them that can still be fetched.</summary>
    public ImmutableList<HlsSegment> Segments { get; init; } = [];

    /// <summary>Whether nothing will follow.</summary>
    public bool IsEnded { get; init; }

    /// <summary>Cuts that are no longer in the list.</summary>
    private int CutsBefore { get; init; }

    private IEnumerable<HlsSegment> Window => Segments.Skip(Segments.Count - Listed);

    public HlsPlaylist Add(HlsSegment segment)
    {
        var leaves = Segments.Count >= Listed ? Segments[^Listed] : null;
        var kept = Segments.Count >= Listed + Kept ? Segments.RemoveAt(0) : Segments;
        return this with { Segments = kept.Add(segment), CutsBefore = CutsBefore + (leaves is { IsCut: true } ? 1 : 0) };
    }

    public HlsSegment? Find(string name) => Segments.Find(segment => segment.Name == name);

    public string Text()
    {
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n");
        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-TARGETDURATION:{Math.Ceiling(TargetLength.TotalSeconds)}\n");
        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-MEDIA-SEQUENCE:{Window.FirstOrDefault()?.Number ?? 0}\n");
        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-DISCONTINUITY-SEQUENCE:{CutsBefore}\n");
        foreach (var segment in Window)
        {
            if (segment.IsCut) text.Append("#EXT-X-DISCONTINUITY\n");
            text.Append(CultureInfo.InvariantCulture, $"#EXT-X-PROGRAM-DATE-TIME:{segment.Begun.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}\n");
            text.Append(CultureInfo.InvariantCulture, $"#EXTINF:{segment.Length.TotalSeconds:0.000},\n{segment.Name}\n");
        }

        if (IsEnded) text.Append("#EXT-X-ENDLIST\n");
        return text.ToString();
    }
}
