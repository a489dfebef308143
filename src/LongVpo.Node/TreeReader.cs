using LongVpo.Core.Captions.Written;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Speech;
using LongVpo.Core.Trees;
using LongVpo.Core.Videos;
using LongVpo.Node.Contract;

namespace LongVpo.Node;

/// <summary>Reads a video's tree out of its history, with the open edge as it would stand if the video ended now.</summary>
internal static class TreeReader
{
    /// <exception cref="SettingsException">The video is not remembered.</exception>
    public static async Task<TreeDocument> ReadAsync(IVideoStore store, VideoRules rules, VideoId video, CancellationToken cancellationToken)
    {
        var state = VideoState.Empty;
        var segments = new List<Segment>();
        var nodes = new List<TreeNode>();
        var gaps = new List<GapDocument>();
        var clocks = new List<ClockAnchored>();
        var heard = new List<Transcript>();
        var said = new Dictionary<string, ModelCaption>(StringComparer.Ordinal);
        var location = string.Empty;
        await foreach (var stored in store.ReadAsync(video, cancellationToken))
        {
            state = rules.Apply(state, stored.Event);
            if (stored.Event is SegmentSealed sealing) segments.Add(sealing.Segment);
            if (stored.Event is NodeClosed closing) nodes.Add(closing.Node);
            if (stored.Event is CaptionWritten written) said[written.Caption.Subject] = written.Caption;
            if (stored.Event is SpeechHeard speech) heard.Add(speech.Speech);
            if (stored.Event is GapRecorded gap) gaps.Add(Documents.From(gap));
            if (stored.Event is ClockAnchored clock) clocks.Add(clock);
            if (stored.Event is VideoOpened opening) location = opening.Source.Location;
        }

        if (!state.IsOpen) throw new SettingsException($"Nothing is remembered of {video}: analyze it first.");
        nodes.AddRange(rules.OpenNodes(state));
        var first = segments.Count > 0 ? segments[0].Span.Range.Start : (Core.Time.MediaTime?)null;
        var utc = new UtcMap([.. clocks]);
        return new TreeDocument(
            video.Value, location,
            first is { } start && state.Watermark is { } end ? Math.Round(end.Seconds - start.Seconds, 6) : 0,
            state.Watermark is { } seen ? Documents.Seconds(seen) : null, first is { } begin ? Documents.Seconds(begin) : null, state.Finished is not null,
            [.. Spoken(segments, heard).Select(segment => Documents.From(segment, utc, said.GetValueOrDefault(segment.Span.Id.ToString())))], 
            Level(nodes, TreeLevel.Scene, said), Level(nodes, TreeLevel.Chapter, said), Level(nodes, TreeLevel.Programme, said).SingleOrDefault()) 
        {
            Gaps = gaps, Unheard = heard.Exists(h => h.Problem is not null) ? [.. heard.Where(h => h.Problem is not null).Select(Documents.From)] : null,
        };
    }

    // Both are in order of time, and speech that touches several segments stands in each.
    private static IEnumerable<Segment> Spoken(List<Segment> segments, List<Transcript> heard)
    {
        var first = 0;
        foreach (var segment in segments)
        {
            while (first < heard.Count && heard[first].Range.End <= segment.Span.Range.Start) first++;
            yield return SpokenLines.With(segment, [.. heard.Skip(first).TakeWhile(h => h.Range.Start < segment.Span.Range.End).Where(h => h.HasWords && h.Range.Overlaps(segment.Span.Range)).Select(SpokenLines.Of)]);
        }
    }

    private static List<NodeDocument> Level(List<TreeNode> nodes, TreeLevel level, Dictionary<string, ModelCaption> said) =>
        [.. nodes.Where(node => node.Level == level).OrderBy(node => node.Ordinal).Select(node => Documents.From(node, said.GetValueOrDefault(node.Id)))];
}
