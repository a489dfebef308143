using LongVpo.Models.Managed;
using LongVpo.Models.Tensors;
using LongVpo.Models.Tests.Tensors;

namespace LongVpo.Models.Tests.Managed;

/// <summary>Checks that scopes give back what was made in them, that forks share memory, and that lent memory comes back to zero.</summary>
public sealed class ManagedMemoryTests : EngineSuite
{
    private ManagedEngine Managed => (ManagedEngine)Engine;

    [Fact]
    public void What_a_scope_made_dies_with_it_unless_it_was_kept()
    {
        Tensor kept;
        Tensor lost;
        using (Engine.OpenScope())
        {
            using (var inner = Engine.OpenScope())
            {
                lost = Engine.From([1, 2], 2);
                kept = inner.Keep(Engine.Scale(lost, 2));
            }

            Assert.Equal([2f, 4f], Read(kept));
            Assert.Throws<ObjectDisposedException>(() => Read(lost));
        }

        Assert.Throws<ObjectDisposedException>(() => Read(kept));
        Assert.Equal(0, Managed.UsedBytes);
    }

    [Fact]
    public void A_view_outlives_the_tensor_it_shows()
    {
        using var scope = Engine.OpenScope();
        var whole = Engine.From(Random(100, 1), 10, 10);
        var view = Engine.Slice(whole, 0, 2, 3);
        whole.Dispose();
        Engine.From(Random(100, 2), 10, 10);

        Assert.Equal(Random(100, 1)[20..50], Read(view));
    }

    [Fact]
    public void Scopes_close_in_the_reverse_order()
    {
        var outer = Engine.OpenScope();
        var inner = Engine.OpenScope();

        Assert.Throws<InvalidOperationException>(outer.Dispose);
        inner.Dispose();
        inner.Dispose();
        outer.Dispose();
    }

    [Fact]
    public void An_operation_that_throws_leaves_no_memory_lent()
    {
        for (var i = 0; i < 100; i++)
        {
            using var scope = Engine.OpenScope();
            var x = Engine.From(Random(64, i), 8, 8);
            Assert.ThrowsAny<ArgumentException>(() => Engine.Linear(Engine.Gelu(x), Engine.From(Random(9, i), 3, 3)));
        }

        Assert.Equal(0, Managed.UsedBytes);
    }

    [Fact]
    public void Forks_share_their_blocks_and_give_them_back()
    {
        var shape = new CacheShape(1, 1, 8);
        var cache = Engine.NewCache(shape);
        using (Engine.OpenScope())
        {
            var x = Engine.From(Random(640 * 8, 1), 640, 8);
            Engine.CachedAttention(x, x, x, [new CachedRow(cache, 640)], 0, new HeadShape(1, 1, 8));
        }

        cache.Commit(640);
        var before = Managed.UsedBytes;
        var forks = Enumerable.Range(0, 20).Select(_ => cache.Fork(640)).ToList();

        Assert.Equal(cache.Bytes, before);
        Assert.Equal(before, Managed.UsedBytes);
        Assert.All(forks, fork => Assert.Equal(cache.Bytes, fork.Bytes));
        cache.Dispose();
        foreach (var fork in forks) fork.Dispose();
        Assert.Equal(0, Managed.UsedBytes);
    }

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float16)]
    [InlineData(ElementType.BFloat16)]
    public void Weights_are_read_as_checkpoints_hold_them(ElementType stored)
    {
        float[] numbers = [1, -2.5f, 0, 96];
        byte[] bytes = stored switch
        {
            ElementType.Float32 => [.. numbers.SelectMany(BitConverter.GetBytes)],
            ElementType.Float16 => [.. numbers.SelectMany(n => BitConverter.GetBytes((Half)n))],
            _ => [.. numbers.SelectMany(n => BitConverter.GetBytes((ushort)(BitConverter.SingleToUInt32Bits(n) >> 16)))],
        };
        using var plain = Engine.Weight(bytes, stored, ElementType.Float32, 2, 2);
        using var half = Engine.Weight(bytes, stored, ElementType.BFloat16, 2, 2);

        Assert.Equal(numbers, Read(plain));
        Assert.Equal(numbers, Read(half));
        Assert.Throws<ArgumentException>(() => Engine.Weight(bytes.AsSpan(1), stored, ElementType.Float32, 2, 2));
    }

    protected override ITensorEngine Create() => new ManagedEngine();
}
