namespace LongVpo.Node.Http.Documents;

/// <summary>A pinned question or alert, and how far it has come where one of them is asked for.</summary>
internal sealed record StandingDocument(
    string Id, string? Name, string? Question, IReadOnlyList<string> Sources, double? From, double? To, ConditionDocument? Condition, double? HoldOnSeconds, double? HoldOffSeconds,
    string? Webhook, DateTimeOffset Since, IReadOnlyList<StandingStateDocument>? States = null);
