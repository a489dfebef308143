namespace LongVpo.Node.Http;

/// <summary>Whether the node is ending: requests ask it before they begin, and what runs for long listens to it.</summary>
internal sealed class Draining : IDisposable
{
    private readonly CancellationTokenSource _begun = new();
    private readonly CancellationTokenSource _hurry = new();

    /// <summary>Set when the node begins to end: streams that never end by themselves close.</summary>
    public CancellationToken Begun => _begun.Token;

    /// <summary>Set shortly before the limit: whatever still runs says so and closes.</summary>
    public CancellationToken Hurry => _hurry.Token;

    public void Begin() => _begun.Cancel();

    public void HurryUp() => _hurry.Cancel();

    public void Dispose()
    {
        _begun.Dispose();
        _hurry.Dispose();
    }
}
