using System.Runtime.InteropServices;
using LongVpo.Models.Managed;
using LongVpo.Models.Tensors;
using LongVpo.Models.Tests.Tensors;

namespace LongVpo.Models.Tests.Managed;

/// <summary>
/// Holds the managed engine to its promise: a row's result is the same to the last bit, whatever shares its step and on however many threads. Requests that are batched
/// continuously rely on it, and so does whoever looks for the cause of a different answer.
/// </summary>
public sealed class ManagedInvarianceTests : EngineSuite
{
    private const int Inputs = 613;
    private const int Outputs = 331;

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.BFloat16)]
    public void A_row_alone_gives_what_it_gives_among_others(ElementType held)
    {
        var x = Random(40 * Inputs, 1);
        using var weight = Weight(Random(Outputs * Inputs, 2), held, Outputs, Inputs);
        using var bias = Weight(Random(Outputs, 3), Outputs);
        using var scope = Engine.OpenScope();
        var whole = Read(Engine.Linear(Engine.From(x, 40, Inputs), weight, bias));
        for (var (start, count) = (0, 1); start + count <= 40; start += count, count = (count % 13) + 1)
        {
            var some = Read(Engine.Linear(Engine.From(x.AsSpan(start * Inputs, count * Inputs), count, Inputs), weight, bias));
            Assert.Equal(whole[(start * Outputs)..((start + count) * Outputs)], some);
        }
    }

    [Fact]
    public void A_prompt_in_pieces_gives_what_it_gives_whole()
    {
        var shape = new HeadShape(6, 2, 40);
        var (q, k, v) = (Random(400 * 240, 1), Random(400 * 80, 2), Random(400 * 80, 3));
        using var whole = Engine.NewCache(new CacheShape(1, 2, 40));
        using var pieces = Engine.NewCache(new CacheShape(1, 2, 40));
        var expected = Step(Engine, whole, q, k, v, 0, 400, shape);
        int[] ends = [1, 2, 5, 133, 134, 390, 400];
        var start = 0;
        foreach (var end in ends)
        {
            Assert.Equal(expected[(start * 240)..(end * 240)], Step(Engine, pieces, q, k, v, start, end, shape));
            start = end;
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void The_number_of_threads_changes_nothing(int threads)
    {
        using var several = new ManagedEngine(new ManagedSettings(threads, threads));
        foreach (var rows in new[] { 1, 7, 40, 500 })
        {
            Assert.Equal(Everything(Engine, rows), Everything(several, rows));
        }
    }

    protected override ITensorEngine Create() => new ManagedEngine();

    // One of each operation that is divided among threads, large enough that it is.
    private static float[] Everything(ITensorEngine engine, int rows)
    {
        var shape = new HeadShape(6, 2, 64);
        using var wide = engine.Weight(MemoryMarshal.AsBytes<float>(Random(3000 * 384, 2)), ElementType.Float32, ElementType.BFloat16, 3000, 384);
        using var back = engine.Weight(MemoryMarshal.AsBytes<float>(Random(384 * 3000, 3, 0.02)), ElementType.Float32, ElementType.Float32, 384, 3000);
        using var cache = engine.NewCache(new CacheShape(1, 2, 64));
        using var scope = engine.OpenScope();
        var past = engine.From(Random(3000 * 128, 4), 3000, 128);
        engine.CachedAttention(engine.From(new float[3000 * 384], 3000, 384), past, past, [new CachedRow(cache, 3000)], 0, shape);
        cache.Commit(3000);
        var x = engine.From(Random(rows * 384, 5), rows, 384);
        var hidden = engine.Linear(x, wide);
        var y = engine.Linear(engine.SwiGlu(hidden, engine.Gelu(hidden)), back);
        var ones = engine.From([.. Enumerable.Repeat(1f, 384)], 384);
        y = engine.LayerNorm(engine.RmsNorm(y, ones, 1e-6f), ones, ones, 1e-6f);
        var angles = engine.From(Random(rows * 32, 6), rows, 32);
        y = engine.Rotate(y, angles, angles, 64);
        y = engine.CachedAttention(y, engine.Slice(y, 1, 0, 128), engine.Slice(y, 1, 128, 128), [new CachedRow(cache, rows)], 0, shape);
        var numbers = new float[y.Count];
        engine.Read(engine.LogSoftmax(y), numbers);
        return numbers;
    }

    private static float[] Step(ITensorEngine engine, KeyValueCache cache, float[] q, float[] k, float[] v, int start, int end, HeadShape shape)
    {
        using var scope = engine.OpenScope();
        Tensor Part(float[] x) => engine.From(x.AsSpan(start * (x.Length / 400), (end - start) * (x.Length / 400)), end - start, x.Length / 400);
        var result = engine.CachedAttention(Part(q), Part(k), Part(v), [new CachedRow(cache, end - start)], 0, shape);
        cache.Commit(end - start);
        var numbers = new float[result.Count];
        engine.Read(result, numbers);
        return numbers;
    }
}
