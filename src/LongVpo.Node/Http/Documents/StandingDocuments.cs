using LongVpo.Actors.Standing;
using LongVpo.Core.Standing;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Node.Http.Documents;

/// <summary>Turns what is known of pinned questions into what is told. It never touches a webhook's secret.</summary>
internal static class StandingDocuments
{
    public static StandingDocument From(StandingQuestion question, StandingProgress? progress = null)
    {
        var alert = question.Condition is not null;
        return new StandingDocument(
            question.Id, question.Name, question.Text, [.. question.Videos.Select(video => video.Value)], Seconds(question.Within?.Start), Seconds(question.Within?.End), From(question.Condition),
            alert ? question.HoldOn.TotalSeconds : null, alert ? question.HoldOff.TotalSeconds : null, question.Webhook?.Url, question.Since,
            progress is null ? null : [.. progress.States.OrderBy(state => state.Key.Value, StringComparer.Ordinal).Select(state => From(state.Key, state.Value, alert))]);
    }

    public static NoticeDocument From(StandingNotice notice) => notice switch
    {
        AnswerChanged changed => new NoticeDocument(
            changed.Id, "answer", changed.Standing, changed.Video.Value, Text: changed.After, AsOf: Seconds(changed.AsOf), Before: changed.Before, Found: changed.Found,
            Added: [.. changed.Added.Select(Contract.Documents.From)], Removed: [.. changed.Removed.Select(Contract.Documents.From)]),
        EpisodeBegan began => new NoticeDocument(
            began.Id, "began", began.Standing, began.Video.Value, Seconds(began.Start), Seconds(began.Seen), began.Segment.ToString(), began.Text),
        EpisodeEnded ended => new NoticeDocument(
            ended.Id, "ended", ended.Standing, ended.Video.Value, Seconds(ended.Range.Start), Seconds(ended.Range.End), Episode: ended.Episode),
        _ => new NoticeDocument(notice.Id, "other", notice.Standing, notice.Video.Value),
    };

    public static DeliveryDocument From(Delivery delivery) =>
        new(delivery.Number, delivery.State.ToString().ToLowerInvariant(), delivery.Attempts, delivery.Problem, From(delivery.Notice));

    public static BacktestDocument From(BacktestResult result) =>
        new([.. result.Notices.Select(From)], result.Notices.Count(notice => notice is EpisodeBegan), result.Evaluations, result.Skipped, result.Complete);

    private static StandingStateDocument From(VideoId video, StandingState state, bool alert) => new(
        video.Value, state.Version, state.Evaluations, state.Skipped, state.Text, alert ? null : state.Found, alert ? null : [.. state.Citations.Select(Contract.Documents.From)],
        alert ? state.Track.Raised : null, state.Track is { Raised: true, Open: { } open } ? Seconds(open.Start) : null);

    private static ConditionDocument? From(AlertCondition? condition) => condition switch
    {
        null => null,
        AnswerFound => new ConditionDocument { Kind = "found" },
        AnswerNotFound => new ConditionDocument { Kind = "not_found" },
        TextContains contains => new ConditionDocument { Kind = "text_contains", Text = contains.Text },
        CountAtLeast count => new ConditionDocument { Kind = "count", Count = count.Count, WithinSeconds = count.Within.TotalSeconds },
        MeasuredLevel level => new ConditionDocument
        {
            Kind = "level", Measure = level.Measure.ToString().ToLowerInvariant(),
            Above = level.HasLevel && level.Above ? level.Level : null, Below = level.HasLevel && !level.Above ? level.Level : null,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition.GetType().Name, "This condition has no name yet."),
    };

    private static double? Seconds(MediaTime? time) => time is { } known ? Contract.Documents.Seconds(known) : null;
}
