using LongVpo.Core.Captions.Written;
using LongVpo.Core.Frames;
using LongVpo.Core.Models;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Trees;
using LongVpo.Core.Videos;

namespace LongVpo.Node.Known;

/// <summary>
/// Puts what is known of footage into a node's memory by the rules by which watching does: the same decisions, the same tree, the same events in the same store. Only the pictures are left
/// out, so that answers can be judged apart from what is seen, and hours of footage in seconds.
/// </summary>
public static class FootageImport
{
    /// <summary>Keeps footage as if it had been watched to its end.</summary>
    /// <param name="node">Whose memory; it must be open for writing.</param>
    /// <param name="known">What is known.</param>
    /// <param name="model">Who is told to have said the captions.</param>
    /// <param name="cancellationToken">Stops before it is stored; nothing is then.</param>
    /// <exception cref="StoreException">The memory cannot take it, or knows the video already.</exception>
    /// <exception cref="ArgumentException">The segments do not follow each other.</exception>
    public static async Task KeepAsync(LocalNode node, KnownFootage known, ModelVersion model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(known);
        var (rules, now, events, state) = (new VideoRules(new TreeRules(node.Options.Trees, MediaRoom.Captions)), node.Time.GetUtcNow(), new List<VideoEvent>(), VideoState.Empty);
        Do(new OpenVideo(known.Source, $"known {known.Video}"));
        for (var i = 0; i < known.Segments.Length; i++)
        {
            var segment = SegmentOf(known.Segments[i], i);
            Do(new SealSegment(segment));
            if (known.Segments[i].Caption is { } text) Do(new WriteCaption(new ModelCaption { Subject = segment.Span.Id.ToString(), Text = text, Model = model }));
        }

        Do(new FinishVideo(new StreamEnded(StreamEnd.Finished, known.Segments[^1].Range.End, new SourceCounters(), Message: null), known.Segments[^1].Range.End));
        await node.Store.Videos.AppendAsync(known.Video, 0, events, cancellationToken);

        void Do(VideoCommand command)
        {
            if (rules.Decide(state, command, now) is not VideoAccepted accepted) throw new ArgumentException($"The segments of {known.Video} do not follow each other.", nameof(known));
            state = accepted.Events.Aggregate(state, rules.Apply);
            events.AddRange(accepted.Events);
        }
    }

    /// <summary>Says something of segments that were watched already.</summary>
    /// <param name="node">Whose memory; it must be open for writing.</param>
    /// <param name="video">Whose segments.</param>
    /// <param name="said">What is said of a segment; null for nothing.</param>
    /// <param name="model">Who is told to have said it.</param>
    /// <param name="cancellationToken">Stops before it is stored; nothing is then.</param>
    /// <exception cref="StoreException">The memory cannot take it.</exception>
    public static async Task CaptionAsync(LocalNode node, VideoId video, Func<SegmentSpan, string?> said, ModelVersion model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(said);
        var segments = await node.Store.Segments.ReadSegmentsAsync(video, null, null, cancellationToken);
        var now = node.Time.GetUtcNow();
        var events = segments.Select(segment => (segment.Span, Text: said(segment.Span))).Where(one => one.Text is not null)
            .Select(one => new CaptionWritten(new ModelCaption { Subject = one.Span.Id.ToString(), Text = one.Text!, Model = model }, now)).ToList();
        if (events.Count > 0) await node.Store.Videos.AppendAsync(video, (await node.Videos.LoadAsync(video, cancellationToken)).Version, events, cancellationToken);
    }

    private static Segment SegmentOf(KnownSegment known, int ordinal)
    {
        var span = new SegmentSpan(new SegmentId(ordinal), ordinal, known.Range, known.Opening, known.Transition);
        return new Segment { Span = span, Observations = known.Observations, Caption = MediaRoom.Captions.ForSegment(span, known.Observations) };
    }
}
