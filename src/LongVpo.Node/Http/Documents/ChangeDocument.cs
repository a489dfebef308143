using LongVpo.Node.Contract;

namespace LongVpo.Node.Http.Documents;

/// <summary>Something that was stored about a video, or a change of what is being done about it.</summary>
/// <param name="Video">Whose.</param>
/// <param name="Version">Its place in the video's history; left out when nothing was stored.</param>
/// <param name="Segment">A segment that was sealed.</param>
/// <param name="Level">What kind of node was closed.</param>
/// <param name="Node">A scene, chapter or programme that was closed.</param>
/// <param name="Start">Where a gap begins, or the moment whose clock is told, in seconds.</param>
/// <param name="End">Where a gap or the video ends, in seconds.</param>
/// <param name="Utc">When that moment was live.</param>
/// <param name="Phase">What is being done about the video now.</param>
/// <param name="Reason">One sentence where there is one.</param>
/// <param name="Caption">What a model said of a segment or node.</param>
/// <param name="Text">What was said, as a speech model wrote it down.</param>
internal sealed record ChangeDocument(
    string Video, long? Version, SegmentDocument? Segment = null, string? Level = null, NodeDocument? Node = null,
    double? Start = null, double? End = null, DateTimeOffset? Utc = null, string? Phase = null, string? Reason = null, CaptionDocument? Caption = null, string? Text = null);
