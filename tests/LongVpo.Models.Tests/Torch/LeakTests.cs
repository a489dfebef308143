using LongVpo.Models.Tensors;
using LongVpo.Models.Torch;

namespace LongVpo.Models.Tests.Torch;

/// <summary>Counts handles behind the wall over everything that can go wrong: none may be left.</summary>
[Collection(TorchAlone.Name)]
public sealed class LeakTests
{
    [Fact]
    public void No_operation_leaves_a_handle_whether_it_works_or_fails()
    {
        using var engine = Libtorch.Open();
        using var weight = engine.Weight(Libtorch.Random(12, 1), 3, 4);
        engine.WantGradient(weight, true);
        using var cache = engine.NewCache(new CacheShape(1, 1, 4));
        Action<Tensor>[] failing =
        [
            x => engine.Linear(x, engine.From(new float[10], 2, 5)),
            x => engine.Concatenate(1, x, engine.From(new float[5], 5, 1)),
            x => engine.Concatenate(0, x, null!),
            x => engine.LayerNorm(x, engine.From(new float[3], 3), engine.From(new float[3], 3), 1e-6f),
            x => engine.Permute(x, 0, 0),
            x => engine.Backward(x),
            x => engine.CausalAttention(x, x, x, [1], new HeadShape(1, 1, 4)),
            x => engine.CachedAttention(x, x, x, [new CachedRow(cache, 1)], 0, new HeadShape(1, 1, 4)),
            x => engine.CachedAttention(x, x, x, [new CachedRow(cache, 2)], 5, new HeadShape(1, 1, 4)),
            x => engine.TargetLogProbabilities(x, [9, 9]),
            x => engine.SumRuns(x, [7]),
            x => engine.AdamW([weight, x, null!], new AdamWSettings()).Dispose(),
            x => cache.Fork(99).Dispose(),
        ];
        Settle();
        var before = TorchEngine.LiveHandles;

        foreach (var fail in failing)
        {
            using var scope = engine.OpenScope();
            var x = engine.Linear(engine.From(Libtorch.Random(8, 2), 2, 4), weight);
            var four = engine.Slice(engine.Concatenate(1, x, x), 1, 0, 4);
            Assert.ThrowsAny<Exception>(() => fail(four));
        }

        Assert.Equal(before, TorchEngine.LiveHandles);
    }

    [Fact]
    public void Steps_with_exceptions_leave_neither_handles_nor_memory()
    {
        using var run = new LeakRun();
        run.Go(200);
        Settle();
        var (handles, bytes) = (TorchEngine.LiveHandles, Environment.WorkingSet);

        run.Go(600);

        Assert.Equal(handles, TorchEngine.LiveHandles);
        // A step makes some 3 MB, so 600 that leaked one tenth of it would show as 180 MB.
        Assert.True(Environment.WorkingSet < bytes + (100L << 20), $"grew from {bytes >> 20} to {Environment.WorkingSet >> 20} MB");
    }

    [Fact]
    public void What_nobody_disposed_is_collected()
    {
        using var engine = Libtorch.Open();
        Settle();
        var before = TorchEngine.LiveHandles;
        Forget(engine);
        Assert.True(TorchEngine.LiveHandles > before);

        Settle();

        Assert.Equal(before, TorchEngine.LiveHandles);
    }

    private static void Forget(TorchEngine engine)
    {
        for (var i = 0; i < 10; i++) engine.From([1, 2, 3], 3);
    }

    private static void Settle()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
