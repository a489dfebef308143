namespace LongVpo.Node.Http;

/// <summary>A request that cannot be served. The message is one sentence that says what is wrong, where, and what to do; it becomes the problem that the caller reads.</summary>
internal sealed class RequestRefusedException(int status, string message) : Exception(message)
{
    /// <summary>The HTTP status it is answered with.</summary>
    public int Status { get; } = status;

    /// <summary>The source that is meant, where naming it helps the caller on.</summary>
    public string? SourceId { get; init; }

    /// <summary>When trying again makes sense.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static RequestRefusedException BadRequest(string sentence) => new(400, sentence);

    public static RequestRefusedException NotFound(string sentence) => new(404, sentence);
}
