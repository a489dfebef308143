using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Core.Options;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Standing;

/// <summary>
/// Decides for one standing question what an event of a video means: nothing, a question to be asked, or news. No clock and no store, so that what is told follows from the footage alone.
/// </summary>
public sealed class StandingRules
{
    private readonly StandingQuestion _question;
    private readonly StandingOptions _options;
    private readonly Neighbourhood? _near;

    public StandingRules(StandingQuestion question, StandingOptions options)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(options);
        (_question, _options) = (question, options);
        _near = question.Text is { } text ? new Neighbourhood(text) : null;
    }

    /// <summary>Whether the video is one of those it is pinned to.</summary>
    public bool Concerns(VideoId video) => _question.Videos.IsEmpty || _question.Videos.Contains(video);

    /// <summary>What an event means.</summary>
    /// <param name="video">Whose event.</param>
    /// <param name="state">What is known of the video.</param>
    /// <param name="version">The event's position in the video's history.</param>
    /// <param name="happened">The event.</param>
    public StandingStep Decide(VideoId video, StandingState state, long version, VideoEvent happened)
    {
        ArgumentNullException.ThrowIfNull(state);
        return happened switch
        {
            // A video that was forgotten and comes again begins anew.
            VideoOpened => Settled(StandingState.Empty with { Version = version }),
            SegmentSealed one => OfSegment(video, state, version, one.Segment),
            VideoFinished => Finished(video, state with { Version = version }),
            _ => Settled(state with { Version = version }),
        };
    }

    /// <summary>What the answer that <see cref="Decide"/> wanted leads to.</summary>
    public StandingOutcome Conclude(VideoId video, StandingState state, long version, Segment segment, Answer answer)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(segment);
        ArgumentNullException.ThrowIfNull(answer);
        var next = Near(state, segment) with { Version = version, Evaluations = state.Evaluations + 1 };
        return _question.Condition is { } condition ? Tracked(video, next, condition, segment, answer) : Compared(video, next, segment.Span.Range.End, answer);
    }

    private StandingStep OfSegment(VideoId video, StandingState state, long version, Segment segment)
    {
        var passed = state with { Version = version, Skipped = state.Skipped + 1 };
        if (Asked(segment) is not { } range) return Settled(passed);
        // The condition alone decides, without a question; or the words of the segment do not concern the question, which then is not answered there.
        if (_near is null || _question.Condition is MeasuredLevel || !IsNear(state, segment))
            return _question.Condition is { } condition ? new StandingStep(Tracked(video, passed, condition, segment, null), null) : Settled(passed);
        var within = _question.Condition switch
        {
            null => _question.Within,
            CountAtLeast count => new TimeRange(range.End.Plus(-count.Within), range.End),
            _ => range,
        };
        return new StandingStep(null, new Question { Text = _question.Text!, Videos = [video], Within = within, AsOf = segment.Span.Range.End });
    }

    private TimeRange? Asked(Segment segment) => _question.Within is { } within ? segment.Span.Range.Intersect(within) : segment.Span.Range;

    // A count slides on with the footage, so it may fall without anything new to count.
    private bool IsNear(StandingState state, Segment segment) =>
        _near!.Holds(segment) || segment.Span.Range.Start < state.NearUntil;

    private StandingState Near(StandingState state, Segment segment)
    {
        if (!_near!.Holds(segment)) return state;
        var reach = _question.Condition switch
        {
            null => _options.Neighbourhood,
            CountAtLeast count => count.Within,
            // An alert asks about each segment by itself.
            _ => TimeSpan.Zero,
        };
        return state with { NearUntil = segment.Span.Range.End.Plus(reach) };
    }

    private StandingOutcome Tracked(VideoId video, StandingState state, AlertCondition condition, Segment segment, Answer? answer)
    {
        var range = Asked(segment)!.Value;
        var (track, changes) = EpisodeRules.Advance(state.Track, segment.Span.Range, ConditionSpans.Of(condition, segment, range, answer), _question.HoldOn, _question.HoldOff);
        var text = answer is { Found: true } ? answer.Text : $"{_question.Name ?? _question.Text ?? "Alert"}: {condition.Words}.";
        return new StandingOutcome(state with { Track = track }, [.. changes.Select(change => Told(video, change, segment.Span.Id, text))]);
    }

    private StandingStep Finished(VideoId video, StandingState state)
    {
        var (track, changes) = EpisodeRules.Finish(state.Track);
        return new StandingStep(new StandingOutcome(state with { Track = track }, [.. changes.Select(change => Told(video, change, default, string.Empty))]), null);
    }

    private StandingNotice Told(VideoId video, EpisodeChange change, SegmentId segment, string text)
    {
        var id = NoticeIds.Episode(_question.Id, video, change.Range.Start);
        return change.Ended
            ? new EpisodeEnded($"{id}-end", _question.Id, video, id, change.Range)
            : new EpisodeBegan(id, _question.Id, video, change.Range.Start, change.Range.End, segment, text);
    }

    private StandingOutcome Compared(VideoId video, StandingState state, MediaTime asOf, Answer answer)
    {
        var (before, after) = (state.Citations.ToHashSet(), answer.Citations.ToHashSet());
        var same = state.Text == answer.Text && state.Found == answer.Found && before.SetEquals(after);
        // That nothing was found yet is no news.
        if (same || (state.Text is null && !answer.Found)) return new StandingOutcome(state, []);
        var notice = new AnswerChanged(
            NoticeIds.Answer(_question.Id, video, state.Version, asOf), _question.Id, video, asOf, state.Text, answer.Text, answer.Found,
            [.. answer.Citations.Where(citation => !before.Contains(citation))], [.. state.Citations.Where(citation => !after.Contains(citation))]);
        return new StandingOutcome(state with { Text = answer.Text, Found = answer.Found, Citations = answer.Citations }, [notice]);
    }

    private static StandingStep Settled(StandingState state) => new(new StandingOutcome(state, []), null);
}
