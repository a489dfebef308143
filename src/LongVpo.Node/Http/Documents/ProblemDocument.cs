namespace LongVpo.Node.Http.Documents;

/// <summary>Why a request was not served, as RFC 9457 wants it told.</summary>
/// <param name="Type">Always <c>about:blank</c>: the status says what kind of problem it is.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">One sentence: what is wrong, where, and what to do.</param>
/// <param name="Id">The source that is meant, where there is one.</param>
internal sealed record ProblemDocument(string Type, string Title, int Status, string Detail, string? Id);
