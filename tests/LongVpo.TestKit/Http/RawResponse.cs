namespace LongVpo.TestKit.Http;

/// <summary>What came back over the wire.</summary>
/// <param name="Status">The status; 0 when the connection was closed without a word.</param>
/// <param name="Head">Status line and headers.</param>
/// <param name="Body">As far as it was read.</param>
public sealed record RawResponse(int Status, string Head, string Body);
