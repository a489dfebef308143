using LongVpo.Node.Contract;

namespace LongVpo.Node.Http.Documents;

/// <summary>Segments of one video in time order.</summary>
/// <param name="Video">Whose.</param>
/// <param name="Watermark">Seen until here; what lies later is not there yet.</param>
/// <param name="Segments">At most as many as were asked for.</param>
/// <param name="Next">Where to go on (<c>?from=</c>) when there are more.</param>
internal sealed record SegmentListDocument(string Video, double? Watermark, IReadOnlyList<SegmentDocument> Segments, double? Next);
