namespace LongVpo.Node.Http.Documents;

/// <summary>What a pinned question told, oldest first.</summary>
/// <param name="Notices">At most as many as were asked for.</param>
/// <param name="Next">Where to go on (<c>?after=</c>) when there are more.</param>
internal sealed record NoticeListDocument(IReadOnlyList<NoticeDocument> Notices, long? Next);
