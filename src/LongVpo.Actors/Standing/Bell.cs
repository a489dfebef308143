namespace LongVpo.Actors.Standing;

/// <summary>
/// Wakes everybody who waits, and nobody who does not: whoever takes <see cref="Next"/> before it looks into the store cannot miss what is stored after that. It carries nothing, so it needs no queue.
/// </summary>
public sealed class Bell
{
    private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the bell is rung after this call.</summary>
    public Task Next => _next.Task;

    public void Ring() => Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
