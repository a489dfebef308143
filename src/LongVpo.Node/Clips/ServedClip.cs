namespace LongVpo.Node.Clips;

/// <summary>A clip to be sent, or why there is none.</summary>
/// <param name="Result">What was found.</param>
/// <param name="File">The clip, readable from its beginning; null when there is none.</param>
public sealed record ServedClip(ClipResult Result, Stream? File) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => File?.DisposeAsync() ?? ValueTask.CompletedTask;
}
