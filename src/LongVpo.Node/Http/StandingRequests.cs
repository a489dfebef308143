using System.Collections.Immutable;
using System.Security.Cryptography;
using LongVpo.Core.Observations;
using LongVpo.Core.Standing;
using LongVpo.Node.Http.Documents;
using LongVpo.Node.Http.Endpoints;

namespace LongVpo.Node.Http;

/// <summary>Reads pinned questions and alerts out of requests; whatever cannot be meant is refused with its name.</summary>
internal sealed class StandingRequests(HttpDesk desk)
{
    private const int MaxTextLength = 2_000;
    private const int MaxNameLength = 200;
    private const int MaxUrlLength = 2_048;
    private const double MaxHoldSeconds = 86_400;

    /// <exception cref="RequestRefusedException">Something in it cannot be, or is not allowed here.</exception>
    public async Task<StandingQuestion> ReadAsync(NewStanding asked, bool alert, CancellationToken cancellationToken)
    {
        if (asked.Name is { } name && (name.Length is 0 or > MaxNameLength || name.Any(char.IsControl)))
            throw RequestRefusedException.BadRequest($"name is not 1 to {MaxNameLength} characters without control characters: choose another.");
        if (alert && asked.Condition is null) throw RequestRefusedException.BadRequest("condition is missing: an alert needs one, and a question without one goes to /v1/standing-questions.");
        if (!alert && asked.Condition is not null) throw RequestRefusedException.BadRequest("condition makes it an alert: send it to /v1/alerts, or leave it out.");
        if (!alert && (asked.HoldOnSeconds ?? asked.HoldOffSeconds) is not null) throw RequestRefusedException.BadRequest("holdOnSeconds and holdOffSeconds are for alerts: leave them out.");
        var condition = asked.Condition is { } written ? Condition(written) : null;
        return new StandingQuestion
        {
            Id = (alert ? "a" : "q") + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
            Name = asked.Name,
            Text = Text(asked.Question, condition),
            Videos = [.. await QuestionEndpoints.KnownAsync(desk, asked.Sources ?? [], cancellationToken)],
            Within = QueryText.Range("from", QueryText.Seconds("from", asked.From), "to", QueryText.Seconds("to", asked.To)),
            Condition = condition,
            HoldOn = Hold("holdOnSeconds", asked.HoldOnSeconds) ?? TimeSpan.Zero,
            HoldOff = Hold("holdOffSeconds", asked.HoldOffSeconds) ?? desk.Node.Options.Standing.HoldOff,
            Webhook = asked.Webhook is { } webhook ? await WebhookAsync(webhook, cancellationToken) : null,
            Since = desk.Time.GetUtcNow(),
        };
    }

    private static string? Text(string? question, AlertCondition? condition)
    {
        if (condition is MeasuredLevel && question is not null) throw RequestRefusedException.BadRequest("question goes with no condition of kind level: leave it out, or choose another kind.");
        if (question is null) return condition is MeasuredLevel or TextContains ? null : throw RequestRefusedException.BadRequest("question is missing: only conditions of kind level and text_contains need none.");
        return !string.IsNullOrWhiteSpace(question) && question.Length <= MaxTextLength
            ? question
            : throw RequestRefusedException.BadRequest($"question is not 1 to {MaxTextLength} characters: ask in one or two sentences.");
    }

    private AlertCondition Condition(ConditionDocument written) => written.Kind switch
    {
        "found" => new AnswerFound(),
        "not_found" => new AnswerNotFound(),
        "text_contains" => !string.IsNullOrWhiteSpace(written.Text) && written.Text.Length <= MaxNameLength
            ? new TextContains(written.Text)
            : throw RequestRefusedException.BadRequest($"condition.text is not 1 to {MaxNameLength} characters: name the words to look for."),
        "count" => Counted(written),
        "level" => Level(written),
        _ => throw RequestRefusedException.BadRequest("condition.kind is none of found, not_found, text_contains, count and level: choose one."),
    };

    // An answer gives no more citations than that, so a greater count would never be reached.
    private CountAtLeast Counted(ConditionDocument written)
    {
        var most = desk.Node.Options.Questions.CitationsMost;
        if (written.Count is not { } count || count < 1 || count > most) throw RequestRefusedException.BadRequest(FormattableString.Invariant($"condition.count is not a whole number from 1 to {most}: more citations no answer has."));
        if (written.WithinSeconds is not (>= 1 and <= MaxHoldSeconds)) throw RequestRefusedException.BadRequest("condition.withinSeconds is not 1 to 86400: say in how many seconds of footage to count.");
        return new CountAtLeast(count, TimeSpan.FromSeconds(written.WithinSeconds.Value));
    }

    private static MeasuredLevel Level(ConditionDocument written)
    {
        var measure = written.Measure switch
        {
            "loudness" => ObservationKind.Loudness,
            "brightness" => ObservationKind.Brightness,
            "motion" => ObservationKind.Motion,
            "black" => ObservationKind.Black,
            "silence" => ObservationKind.Silence,
            _ => throw RequestRefusedException.BadRequest("condition.measure is none of loudness, brightness, motion, black and silence: choose one."),
        };
        var level = new MeasuredLevel(measure, written.Above is not null, written.Above ?? written.Below ?? 0);
        if (level.HasLevel == (written.Above is null == written.Below is null))
            throw RequestRefusedException.BadRequest(level.HasLevel ? "condition has not exactly one of above and below: say from which level up or down." : "condition.above and condition.below go with no black or silence: use holdOnSeconds for their length.");
        return level;
    }

    private static TimeSpan? Hold(string name, double? seconds) => seconds switch
    {
        null => null,
        >= 0 and <= MaxHoldSeconds => TimeSpan.FromSeconds(seconds.Value),
        _ => throw RequestRefusedException.BadRequest($"{name} is not 0 to {MaxHoldSeconds} seconds: write for example 2.5."),
    };

    private async Task<Webhook> WebhookAsync(NewWebhook webhook, CancellationToken cancellationToken)
    {
        if (webhook.Url.Length > MaxUrlLength || !Uri.TryCreate(webhook.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0)
            throw RequestRefusedException.BadRequest($"webhook.url is not an http or https URL of at most {MaxUrlLength} characters without a password: write for example https://example.org/hook.");
        if (webhook.Secret.Length is < 16 or > 256) throw RequestRefusedException.BadRequest("webhook.secret is not 16 to 256 characters: make a random one, and give it to the receiver.");
        if (await desk.Standing.Urls.RefusalAsync(url.AbsoluteUri, cancellationToken) is { } refusal) throw new RequestRefusedException(403, $"webhook.url: {refusal}");
        return new Webhook(url.AbsoluteUri, webhook.Secret);
    }
}
