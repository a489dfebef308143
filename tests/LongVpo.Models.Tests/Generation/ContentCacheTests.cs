using LongVpo.Models.Generation;

namespace LongVpo.Models.Tests.Generation;

/// <summary>Checks the budget, the order in which entries go, and that what goes is disposed.</summary>
public sealed class ContentCacheTests
{
    [Fact]
    public void The_least_recently_used_goes_first_and_is_disposed()
    {
        using var cache = new ContentCache<Thing>(30);
        Thing[] things = [new(), new(), new(), new()];
        for (var i = 0; i < 3; i++) Assert.True(cache.Put($"{i}", things[i], 10));
        Assert.True(cache.TryGet("0", out var used));

        cache.Put("3", things[3], 10);

        Assert.Same(things[0], used);
        Assert.Equal([false, true, false, false], things.Select(static thing => thing.Disposed));
        Assert.Equal((3, 30L), (cache.Count, cache.Bytes));
    }

    [Fact]
    public void What_is_larger_than_the_budget_is_not_kept()
    {
        using var cache = new ContentCache<Thing>(30);
        var small = new Thing();
        cache.Put("small", small, 10);
        var large = new Thing();

        Assert.False(cache.Put("large", large, 31));
        Assert.True(large.Disposed);
        Assert.False(small.Disposed);
    }

    [Fact]
    public void Nothing_is_left_when_the_cache_goes()
    {
        var thing = new Thing();
        using (var cache = new ContentCache<Thing>(30)) cache.Put("a", thing, 10);

        Assert.True(thing.Disposed);
    }

    private sealed class Thing : IDisposable
    {
        public bool Disposed { get; private set; }

        public void Dispose() => Disposed = true;
    }
}
