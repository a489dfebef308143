namespace LongVpo.Node.Contract;

/// <summary>A video's whole tree as other tools read it: what <c>longvpo tree --json</c> prints. All times are container timestamps in seconds.</summary>
/// <param name="Video">The video's id.</param>
/// <param name="Path">Where it was last seen.</param>
/// <param name="Duration">Seconds from the first segment's start to the last one's end.</param>
/// <param name="Watermark">Seen until here; null before the first segment is sealed.</param>
/// <param name="FirstPts">Start of the first segment.</param>
/// <param name="Finished">Whether the source was watched to its end.</param>
/// <param name="Segments">In time order; they partition the timeline.</param>
/// <param name="Scenes">Groups of segments.</param>
/// <param name="Chapters">Groups of scenes.</param>
/// <param name="Programme">The whole; null before the first segment.</param>
public sealed record TreeDocument(
    string Video, string Path, double Duration, double? Watermark, double? FirstPts, bool Finished,
    IReadOnlyList<SegmentDocument> Segments, IReadOnlyList<NodeDocument> Scenes, IReadOnlyList<NodeDocument> Chapters, NodeDocument? Programme)
{
    /// <summary>Holes in the timeline, in order.</summary>
    public IReadOnlyList<GapDocument> Gaps { get; init; } = [];

    /// <summary>Sound that was to be written down and was not, with the reason; left out when there is none.</summary>
    public IReadOnlyList<GapDocument>? Unheard { get; init; }
}
