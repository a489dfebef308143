namespace LongVpo.Node.Http.Documents;

/// <summary>A notice on its way to the webhook.</summary>
/// <param name="Number">Names it for a replay.</param>
/// <param name="State">waiting, delivered or dead.</param>
/// <param name="Attempts">Attempts since it was made or replayed.</param>
/// <param name="Problem">Why the last attempt failed.</param>
/// <param name="Notice">What is told.</param>
internal sealed record DeliveryDocument(long Number, string State, int Attempts, string? Problem, NoticeDocument Notice);
