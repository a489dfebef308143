using LongVpo.Node.Contract;

namespace LongVpo.Node.Http.Documents;

/// <summary>What a pinned question knows of one source.</summary>
/// <param name="Source">The source.</param>
/// <param name="Version">The last event of its history that was taken in.</param>
/// <param name="Evaluations">Sealed segments for which the question was asked.</param>
/// <param name="Skipped">Sealed segments that could not change the answer.</param>
/// <param name="Text">The answer now; left out before the first and for alerts.</param>
/// <param name="Found">Whether it is one.</param>
/// <param name="Citations">What it rests on.</param>
/// <param name="Holds">Whether the alert's condition holds at the end of what was seen.</param>
/// <param name="HoldsFrom">Since when, in seconds.</param>
internal sealed record StandingStateDocument(
    string Source, long Version, long Evaluations, long Skipped, string? Text, bool? Found, IReadOnlyList<CitationDocument>? Citations, bool? Holds, double? HoldsFrom);
