using LongVpo.Models.Tensors;
using LongVpo.Models.Torch;

namespace LongVpo.Models.Tests.Torch;

/// <summary>Training and cached steps of a small layer, every third of which is broken off by an exception in another place.</summary>
internal sealed class LeakRun : IDisposable
{
    private const int Rows = 256;
    private const int Width = 256;
    private readonly TorchEngine _engine = Libtorch.Open();
    private readonly Tensor _weight;
    private readonly IAdamW _optimizer;
    private readonly float[] _numbers = Libtorch.Random(Rows * Width, 1);

    public LeakRun()
    {
        _weight = _engine.Weight(Libtorch.Random(Width * Width, 2), Width, Width);
        _engine.WantGradient(_weight, true);
        _optimizer = _engine.AdamW([_weight], new AdamWSettings());
    }

    public void Go(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            try
            {
                Step(step);
            }
            catch (ArgumentException) when (step % 3 == 0)
            {
                // What was injected.
            }
        }
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _weight.Dispose();
        _engine.Dispose();
    }

    private void Step(int step)
    {
        var broken = step % 3 == 0 ? step / 3 % 5 : -1;
        var heads = new HeadShape(4, 4, Width / 4);
        using var scope = _engine.OpenScope();
        using var cache = _engine.NewCache(new CacheShape(1, 4, Width / 4));
        var x = _engine.From(_numbers, Rows, Width);
        using (_engine.OpenScope())
        {
            _engine.CachedAttention(x, x, x, [new CachedRow(cache, Rows)], 0, heads);
            Break(broken == 0);
            cache.Commit(Rows);
            using var fork = cache.Fork(Rows / 2);
            Break(broken == 1);
        }
        var y = _engine.Linear(_engine.CausalAttention(x, x, _engine.Linear(x, _weight), [Rows], heads), _weight);
        Break(broken == 2);
        _engine.Backward(_engine.Mean(_engine.Multiply(y, y)));
        Break(broken == 3);
        _optimizer.Step(1e-4);
        _engine.ClearGradient(_weight);
        Break(broken == 4);

        // Fails in libtorch itself, so the exception comes through the wall.
        void Break(bool now)
        {
            if (now) _engine.LayerNorm(x, _engine.From(_numbers, Rows, Width), x, 1e-6f);
        }
    }
}
