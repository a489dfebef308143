using System.Globalization;

namespace LongVpo.Node.Contract;

/// <summary>A place an answer rests on, as other tools read it.</summary>
public sealed record CitationDocument(string Video, string Segment, double Start, double End, string Quote)
{
    /// <summary>When the start was live; left out where it is not known.</summary>
    public DateTimeOffset? Utc { get; init; }

    /// <summary>Where a serving node has a picture of the segment; of footage that is only sound it has none.</summary>
    public string Thumbnail => $"/v1/sources/{Video}/thumbnails/{Segment}.jpg";

    /// <summary>Where a serving node has the footage as MP4, at least a second of it, playing from the start; the fragment is what players then show of it.</summary>
    public string Clip => string.Create(
        CultureInfo.InvariantCulture, $"/v1/sources/{Video}/clips?start={Start:0.###}&end={Math.Max(End, Start + 1):0.###}&exact=true#t=0,{Math.Max(End - Start, 0.001):0.###}");
}
