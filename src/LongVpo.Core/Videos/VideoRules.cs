using System.Collections.Immutable;
using LongVpo.Core.Frames;
using LongVpo.Core.Segments;
using LongVpo.Core.Speech;
using LongVpo.Core.Time;
using LongVpo.Core.Trees;

namespace LongVpo.Core.Videos;

/// <summary>
/// What a video may do next, and what its history amounts to, decided without a clock, a channel or a store: the same events always fold to the same state.
/// Another recipe is refused rather than mixed in: segments of two recipes on one timeline could not be compared. Who wants the new one deletes the video and adds it again.
/// </summary>
public sealed class VideoRules
{
    // Below it an anchor says nothing new: arrival itself is no steadier.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(0.25);

    private readonly TreeRules _tree;

    public VideoRules(TreeRules tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        _tree = tree;
    }

    public VideoDecision Decide(VideoState state, VideoCommand command, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (command is OpenVideo open) return Open(state, open, now);
        if (!state.IsOpen) return new VideoRefused(VideoRefusal.NotOpen, "This video was never added: analyze it first.");
        return command switch
        {
            SealSegment seal => Seal(state, seal.Segment, now),
            RecordGap gap => Gap(state, gap),
            AnchorClock anchor => Anchor(state, anchor.Clock),
            NoteRecording note => Record(state, note.Noted, now),
            WriteCaption write => Caption(state, write, now),
            WriteSpeech write => Speech(state, write.Speech, now),
            FinishVideo finish => Finish(state, finish, now),
            FailVideo fail => state.Finished is null ? Accept(new VideoFailed(fail.Reason, now)) : VideoAccepted.NothingToDo,
            _ => throw new InvalidOperationException($"No rule says what {command?.GetType().Name} does."),
        };
    }

    public VideoState Apply(VideoState state, VideoEvent happened)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(happened);
        state = state with { Version = state.Version + 1 };
        return happened switch
        {
            VideoOpened opened => state with { Source = opened.Source, Recipe = opened.Recipe, AddedAt = state.AddedAt ?? opened.At },
            SegmentSealed one => Sealed(state, one.Segment, one.At),
            GapRecorded gap => state with { Gaps = state.Gaps + 1, GapTime = state.GapTime + gap.Range.Duration, GapsUntil = gap.Range.End },
            ClockAnchored clock => state with { Clock = clock },
            RecordingChanged recording => state with { NotRecorded = recording.Reason },
            SpeechHeard heard => state with { HeardUntil = Later(state.HeardUntil, heard.Speech.Range.End) },
            VideoFinished finished => state with { Finished = finished, Failed = null, Tree = _tree.Finish(state.Tree).State },
            VideoFailed failed => state with { Failed = failed },
            // Folding the segments has closed the node already; the event is for those who read the tree without folding.
            NodeClosed => state,
            // What was said about footage changes nothing in how it is watched.
            CaptionWritten => state,
            _ => throw new InvalidOperationException($"No rule says what {happened.GetType().Name} means."),
        };
    }

    /// <summary>The tree's open edge as it would stand if the video ended here.</summary>
    public ImmutableArray<TreeNode> OpenNodes(VideoState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Tree.Finished ? [] : _tree.View(state.Tree);
    }

    private static VideoDecision Open(VideoState state, OpenVideo open, DateTimeOffset now)
    {
        if (!state.IsOpen) return Accept(new VideoOpened(open.Source, open.Recipe, now));
        return state.Recipe == open.Recipe
            ? VideoAccepted.NothingToDo
            : new VideoRefused(
                VideoRefusal.OtherRecipe,
                $"{open.Source.Location} was analysed with other options or another version ({state.Recipe}): keep that, or analyse it afresh, which deletes it first.");
    }

    private VideoDecision Seal(VideoState state, Segment segment, DateTimeOffset now)
    {
        var span = segment.Span;
        if (span.Id.Ordinal < state.Segments) return VideoAccepted.NothingToDo;
        if (state.Finished is not null) return new VideoRefused(VideoRefusal.Finished, $"{span.Id} came after the video was finished.");
        var follows = span.Range.Start == state.Watermark || span.Range.Start == state.GapsUntil || state.Last is null;
        if (span.Id.Ordinal > state.Segments || !follows)
            return new VideoRefused(VideoRefusal.OutOfOrder, $"{span.Id} at {span.Range.Start} does not follow the {state.Segments} segments that end at {state.Watermark}.");
        var closed = _tree.Add(state.Tree, segment).Closed;
        return new VideoAccepted([new SegmentSealed(segment, now), .. closed.Select(node => new NodeClosed(node))]);
    }

    private static VideoDecision Gap(VideoState state, RecordGap gap)
    {
        if (gap.Range.End <= state.GapsUntil || gap.Range.End <= state.Watermark) return VideoAccepted.NothingToDo;
        return state.Finished is null
            ? Accept(new GapRecorded(gap.Range, gap.Reason))
            : new VideoRefused(VideoRefusal.Finished, $"A gap at {gap.Range.Start} came after the video was finished.");
    }

    private static VideoDecision Anchor(VideoState state, ClockRead clock)
    {
        if (state.Finished is not null || (state.Clock is { } last && (clock.Time < last.Time || RunsWith(last, clock)))) return VideoAccepted.NothingToDo;
        return Accept(new ClockAnchored(clock.Time, clock.Utc, clock.FromStream) { Pace = clock.Pace });
    }

    // What is said again, and that an undisturbed recording goes on, is no news.
    private static VideoDecision Record(VideoState state, RecordingNoted noted, DateTimeOffset now) =>
        state.Finished is not null || (state.NotRecorded is null) == (noted.Reason is null) ? VideoAccepted.NothingToDo : Accept(new RecordingChanged(noted.Time, noted.Reason, now));

    // Whether it was said before is not in the state, which does not grow with the video: whoever asks the model knows.
    private static VideoDecision Caption(VideoState state, WriteCaption write, DateTimeOffset now) =>
        write.Caption.Subject.StartsWith('s') && SegmentId.Parse(write.Caption.Subject).Ordinal >= state.Segments
            ? new VideoRefused(VideoRefusal.OutOfOrder, $"{write.Caption.Subject} is not sealed yet, so nothing can be said about it.")
            : Accept(new CaptionWritten(write.Caption, now));

    // A stretch is heard once, by whichever model: two models' words for it would be found as if both had been said.
    private static VideoDecision Speech(VideoState state, Transcript speech, DateTimeOffset now)
    {
        if (speech.Range.End <= state.HeardUntil) return VideoAccepted.NothingToDo;
        return state.Finished is not null || speech.Range.End <= state.Watermark
            ? Accept(new SpeechHeard(speech, now))
            : new VideoRefused(VideoRefusal.OutOfOrder, $"Speech up to {speech.Range.End} came before its segments were sealed, so it has no place yet.");
    }

    private static MediaTime Later(MediaTime? known, MediaTime end) => known is { } before ? MediaTime.Max(before, end) : end;

    private static bool RunsWith(ClockAnchored last, ClockRead clock) =>
        last.FromStream == clock.FromStream && last.Pace == clock.Pace && (last.UtcOf(clock.Time) - clock.Utc).Duration() <= ClockTolerance;

    private VideoDecision Finish(VideoState state, FinishVideo finish, DateTimeOffset now)
    {
        if (state.Finished is not null) return VideoAccepted.NothingToDo;
        var ended = finish.Ended;
        var closed = _tree.Finish(state.Tree).Closed;
        return new VideoAccepted(
            [.. closed.Select(node => new NodeClosed(node)), new VideoFinished(ended.Reason, finish.End, ended.Counters, ended.Message, now)]);
    }

    private VideoState Sealed(VideoState state, Segment segment, DateTimeOffset at) => state with
    {
        Last = segment.Span,
        Carry = segment.Carry,
        Start = state.Start ?? segment.Span.Range.Start,
        SealedAt = at,
        Segments = state.Segments + 1,
        FramesDecoded = state.FramesDecoded + segment.FramesDecoded,
        FramesCorrupt = state.FramesCorrupt + segment.FramesCorrupt,
        Tree = _tree.Add(state.Tree, segment).State,
        Failed = null,
    };

    private static VideoAccepted Accept(VideoEvent happened) => new([happened]);
}
