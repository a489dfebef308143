namespace LongVpo.Node.Http.Documents;

/// <summary>What an alert would have told about stored footage.</summary>
/// <param name="Notices">In the order of the footage, source by source.</param>
/// <param name="Episodes">How many episodes.</param>
/// <param name="Evaluations">How often it would have been asked.</param>
/// <param name="Skipped">Segments that would have cost no question.</param>
/// <param name="Complete">False when there is more footage than a back-test looks at (option standing.backtestSegmentsMost).</param>
internal sealed record BacktestDocument(IReadOnlyList<NoticeDocument> Notices, int Episodes, long Evaluations, long Skipped, bool Complete);
