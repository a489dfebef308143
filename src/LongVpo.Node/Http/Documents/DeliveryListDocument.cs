namespace LongVpo.Node.Http.Documents;

/// <summary>The newest deliveries of a pinned question, newest first.</summary>
internal sealed record DeliveryListDocument(IReadOnlyList<DeliveryDocument> Deliveries);
