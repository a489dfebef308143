using LongVpo.Models.Tensors;

namespace LongVpo.Models.Tests.Tensors;

/// <summary>Checks attention in its three forms, and that a cache, however it was filled, forked and cut, is the same as none.</summary>
public abstract class AttentionSuite : EngineSuite
{
    public static TheoryData<int, int, int> Heads => new() { { 1, 1, 8 }, { 4, 4, 16 }, { 4, 2, 33 }, { 14, 2, 64 }, { 6, 1, 20 } };

    [Theory]
    [MemberData(nameof(Heads))]
    public void Every_place_sees_every_place_of_its_frame(int heads, int keyHeads, int width)
    {
        var shape = new HeadShape(heads, keyHeads, width);
        foreach (var places in new[] { 1, 5, 32, 77 })
        {
            var (q, k, v) = (Random(2 * places * heads * width, 1), Random(2 * places * keyHeads * width, 2), Random(2 * places * keyHeads * width, 3));
            using var scope = Engine.OpenScope();
            var result = Engine.FullAttention(Engine.From(q, 2, places, heads * width), Engine.From(k, 2, places, keyHeads * width), Engine.From(v, 2, places, keyHeads * width), shape);
            var (left, right) = (places * heads * width, places * keyHeads * width);
            double[] expected = [.. Exact.Attention(q[..left], k[..right], v[..right], places, places, shape, causal: false), .. Exact.Attention(q[left..], k[right..], v[right..], places, places, shape, causal: false)];

            AssertClose(expected, [2, places, heads * width], result, ofLargest: 2e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Heads))]
    public void A_token_sees_itself_and_what_is_before_it_in_its_sequence(int heads, int keyHeads, int width)
    {
        var shape = new HeadShape(heads, keyHeads, width);
        int[] lengths = [1, 70, 0, 13, 300];
        var total = lengths.Sum();
        var (q, k, v) = (Random(total * heads * width, 1), Random(total * keyHeads * width, 2), Random(total * keyHeads * width, 3));
        using var scope = Engine.OpenScope();

        var result = Engine.CausalAttention(Engine.From(q, total, heads * width), Engine.From(k, total, keyHeads * width), Engine.From(v, total, keyHeads * width), lengths, shape);

        AssertClose(Ragged(q, k, v, lengths, shape), [total, heads * width], result, ofLargest: 2e-6);
    }

    [Theory]
    [MemberData(nameof(Heads))]
    public void A_cache_filled_in_steps_gives_what_one_pass_gives(int heads, int keyHeads, int width)
    {
        var shape = new HeadShape(heads, keyHeads, width);
        int[] lengths = [150, 290];
        int[][] steps = [[100, 1], [1, 0], [30, 255], [19, 34]];
        var total = lengths.Sum();
        var (q, k, v) = (Random(total * heads * width, 1), Random(total * keyHeads * width, 2), Random(total * keyHeads * width, 3));
        var expected = Ragged(q, k, v, lengths, shape);
        using var first = Engine.NewCache(new CacheShape(2, keyHeads, width));
        using var second = Engine.NewCache(new CacheShape(2, keyHeads, width));
        foreach (var step in steps)
        {
            using var scope = Engine.OpenScope();
            (int Start, int Count)[] runs = [(first.Length, step[0]), (lengths[0] + second.Length, step[1])];
            var tensors = new[] { q, k, v }.Select(x => Engine.From(Cut(x, runs, x.Length / total), step.Sum(), x.Length / total)).ToArray();
            CachedRow[] rows = [new(first, step[0]), new(second, step[1])];

            // The other layer's numbers must not show.
            Engine.CachedAttention(tensors[0], Engine.Scale(tensors[1], 3), Engine.Scale(tensors[2], 3), rows, 1, shape);
            var result = Engine.CachedAttention(tensors[0], tensors[1], tensors[2], rows, 0, shape);
            AssertClose([.. runs.SelectMany(run => expected[(run.Start * heads * width)..((run.Start + run.Count) * heads * width)])], [step.Sum(), heads * width], result, ofLargest: 2e-6);
            first.Commit(step[0]);
            second.Commit(step[1]);
        }

        Assert.Equal((150, 290), (first.Length, second.Length));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(130)]
    public void Forks_grow_apart_without_seeing_each_other(int shared)
    {
        var shape = new HeadShape(2, 1, 8);
        var (q, k, v) = (Random(200 * 16, 1), Random(200 * 8, 2), Random(200 * 8, 3));
        var (otherK, otherV) = (Random(200 * 8, 4), Random(200 * 8, 5));
        k[..(shared * 8)].CopyTo(otherK, 0);
        v[..(shared * 8)].CopyTo(otherV, 0);
        using var one = Engine.NewCache(new CacheShape(1, 1, 8));
        Step(one, q, k, v, 0, 130, shape);
        using var two = one.Fork(shared);

        var left = Step(one, q, k, v, 130, 200, shape);
        var right = Step(two, q, otherK, otherV, shared, 200, shape);

        Assert.Equal(200, two.Length);
        AssertNear(Exact.Attention(q[(130 * 16)..], k, v, 70, 200, shape, causal: true), left);
        AssertNear(Exact.Attention(q[(shared * 16)..], otherK, otherV, 200 - shared, 200, shape, causal: true), right);
    }

    [Fact]
    public void A_fork_outlives_what_it_came_from()
    {
        var shape = new HeadShape(1, 1, 8);
        var (q, k, v) = (Random(100 * 8, 1), Random(100 * 8, 2), Random(100 * 8, 3));
        var one = Engine.NewCache(new CacheShape(1, 1, 8));
        Step(one, q, k, v, 0, 90, shape);
        using var two = one.Fork(90);
        one.Dispose();
        one.Dispose();
        using var other = Engine.NewCache(new CacheShape(1, 1, 8));
        Step(other, Random(100 * 8, 7), Random(100 * 8, 8), Random(100 * 8, 9), 0, 100, shape);

        AssertNear(Exact.Attention(q[(90 * 8)..], k, v, 10, 100, shape, causal: true), Step(two, q, k, v, 90, 100, shape));
    }

    [Fact]
    public void A_step_that_was_not_committed_leaves_nothing_behind()
    {
        var shape = new HeadShape(1, 1, 8);
        var (q, k, v) = (Random(80 * 8, 1), Random(80 * 8, 2), Random(80 * 8, 3));
        using var cache = Engine.NewCache(new CacheShape(2, 1, 8));
        using (Engine.OpenScope())
            Engine.CachedAttention(Engine.From(Random(80 * 8, 4), 80, 8), Engine.From(Random(80 * 8, 5), 80, 8), Engine.From(Random(80 * 8, 6), 80, 8), [new CachedRow(cache, 80)], 0, shape);

        Assert.Equal(0, cache.Length);
        Assert.Throws<InvalidOperationException>(() => cache.Commit(80));
        using var scope = Engine.OpenScope();
        var result = Engine.CachedAttention(Engine.From(q, 80, 8), Engine.From(k, 80, 8), Engine.From(v, 80, 8), [new CachedRow(cache, 80)], 0, shape);
        AssertClose(Exact.Attention(q, k, v, 80, 80, shape, causal: true), [80, 8], result, ofLargest: 2e-6);
    }

    private static double[] Ragged(float[] q, float[] k, float[] v, int[] lengths, HeadShape shape)
    {
        var (first, expected) = (0, new List<double>());
        foreach (var length in lengths)
        {
            float[] Cut(float[] x, int width) => x[(first * width)..((first + length) * width)];
            expected.AddRange(Exact.Attention(Cut(q, shape.Heads * shape.Width), Cut(k, shape.KeyHeads * shape.Width), Cut(v, shape.KeyHeads * shape.Width), length, length, shape, causal: true));
            first += length;
        }

        return [.. expected];
    }

    private static float[] Cut(float[] x, (int Start, int Count)[] runs, int width) => [.. runs.SelectMany(run => x[(run.Start * width)..((run.Start + run.Count) * width)])];

    private static void AssertNear(double[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < actual.Length; i++) Assert.Equal(expected[i], actual[i], 5e-6);
    }

    // Appends the tokens from start to end of one-layer numbers, commits, and returns what they saw.
    private float[] Step(KeyValueCache cache, float[] q, float[] k, float[] v, int start, int end, HeadShape shape)
    {
        using var scope = Engine.OpenScope();
        var (across, key) = (shape.Heads * shape.Width, shape.KeyHeads * shape.Width);
        var count = end - start;
        var result = Engine.CachedAttention(
            Engine.From(q.AsSpan(start * across, count * across), count, across), Engine.From(k.AsSpan(start * key, count * key), count, key), Engine.From(v.AsSpan(start * key, count * key), count, key),
            [new CachedRow(cache, count)], 0, shape);
        cache.Commit(count);
        return Read(result);
    }
}
