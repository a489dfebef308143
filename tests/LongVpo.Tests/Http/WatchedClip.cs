namespace LongVpo.Tests.Http;

/// <summary>One serving node with one clip watched to its end, shared by the tests of a class that only look.</summary>
public sealed class WatchedClip : IAsyncLifetime
{
    private ServingNode? _node;

    public ServingNode Node => _node ?? throw new InvalidOperationException("Not started yet.");

    /// <summary>The clip's id.</summary>
    public string Id { get; private set; } = string.Empty;

    public async ValueTask InitializeAsync()
    {
        _node = await ServingNode.StartAsync("""{ "http": { "requestsPerMinute": 1000000 } }""");
        Id = await _node.WatchedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_node is not null) await _node.DisposeAsync();
    }
}
