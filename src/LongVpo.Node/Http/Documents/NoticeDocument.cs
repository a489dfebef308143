using LongVpo.Node.Contract;

namespace LongVpo.Node.Http.Documents;

/// <summary>News of a pinned question: the body that webhooks get and the data that followers get. Times are container timestamps in seconds.</summary>
/// <param name="Id">Unique: an episode's id, or that of a changed answer.</param>
/// <param name="Notice">answer, began or ended.</param>
/// <param name="Standing">The pinned question or alert.</param>
/// <param name="Source">The source.</param>
/// <param name="Start">Where the episode starts.</param>
/// <param name="End">Where it ended, or how far it was seen to hold when it began.</param>
/// <param name="Segment">The segment that decided it.</param>
/// <param name="Text">The answer now, or what the alert found.</param>
/// <param name="Episode">With ended: the episode's id.</param>
/// <param name="AsOf">With answer: up to where the footage was seen.</param>
/// <param name="Before">With answer: the answer before.</param>
/// <param name="Found">With answer: whether it is one.</param>
/// <param name="Added">With answer: citations that are new.</param>
/// <param name="Removed">With answer: citations that are gone.</param>
internal sealed record NoticeDocument(
    string Id, string Notice, string Standing, string Source, double? Start = null, double? End = null, string? Segment = null, string? Text = null, string? Episode = null,
    double? AsOf = null, string? Before = null, bool? Found = null, IReadOnlyList<CitationDocument>? Added = null, IReadOnlyList<CitationDocument>? Removed = null);
