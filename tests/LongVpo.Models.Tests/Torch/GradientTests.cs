using LongVpo.Models.Tensors;
using LongVpo.Models.Torch;

namespace LongVpo.Models.Tests.Torch;

/// <summary>Compares the gradient of every operation that training goes through with finite differences of the operation itself.</summary>
public sealed class GradientTests
{
    private static readonly float[] Angles = Libtorch.Random(6, 99);

    private static readonly Dictionary<string, (int[][] Shapes, Func<TorchEngine, Tensor[], Tensor> Apply)> Operations = new()
    {
        ["linear"] = ([[3, 4], [5, 4], [5]], (e, x) => e.Linear(x[0], x[1], x[2])),
        ["linear of one row"] = ([[1, 4], [5, 4], [5]], (e, x) => e.Linear(x[0], x[1], x[2])),
        ["add"] = ([[3, 4], [3, 4]], (e, x) => e.Add(x[0], x[1])),
        ["add a row"] = ([[3, 4], [4]], (e, x) => e.Add(x[0], x[1])),
        ["multiply"] = ([[3, 4], [3, 4]], (e, x) => e.Multiply(x[0], x[1])),
        ["multiply by a row"] = ([[3, 4], [4]], (e, x) => e.Multiply(x[0], x[1])),
        ["multiply by itself"] = ([[3, 4]], (e, x) => e.Multiply(x[0], x[0])),
        ["scale"] = ([[3, 4]], (e, x) => e.Scale(x[0], -2.5f)),
        ["add scaled"] = ([[3, 4], [3, 4], [4]], (e, x) => e.AddScaled(x[0], x[1], x[2])),
        ["layer norm"] = ([[3, 6], [6], [6]], (e, x) => e.LayerNorm(x[0], x[1], x[2], 1e-3f)),
        ["rms norm"] = ([[3, 6], [6]], (e, x) => e.RmsNorm(x[0], x[1], 1e-3f)),
        ["rms norm per head"] = ([[3, 6], [3]], (e, x) => e.RmsNorm(x[0], x[1], 1e-3f)),
        ["gelu"] = ([[3, 4]], (e, x) => e.Gelu(x[0])),
        ["swiglu"] = ([[3, 4], [3, 4]], (e, x) => e.SwiGlu(x[0], x[1])),
        ["softmax"] = ([[3, 4]], (e, x) => e.Softmax(x[0])),
        ["log softmax"] = ([[3, 4]], (e, x) => e.LogSoftmax(x[0])),
        ["embed"] = ([[5, 3]], (e, x) => e.Embed(x[0], [4, 1, 1, 0])),
        ["put rows"] = ([[5, 3], [2, 3]], (e, x) => e.PutRows(x[0], [3, 0], x[1])),
        ["take rows"] = ([[5, 3]], (e, x) => e.TakeRows(x[0], [3, 0, 3])),
        ["slice"] = ([[5, 4]], (e, x) => e.Slice(x[0], 1, 1, 2)),
        ["concatenate"] = ([[2, 3], [2, 2]], (e, x) => e.Concatenate(1, x[0], x[1])),
        ["permute and reshape"] = ([[2, 3, 4]], (e, x) => e.Reshape(e.Permute(x[0], 2, 0, 1), 4, 6)),
        ["patches"] = ([[1, 3, 4, 2]], (e, x) => e.Patches(x[0], 2)),
        ["bicubic"] = ([[1, 3, 3, 2]], (e, x) => e.Bicubic(x[0], 4, 5)),
        ["rotate"] = ([[3, 8]], (e, x) => e.Rotate(x[0], e.From([.. Angles.Select(MathF.Cos)], 3, 2), e.From([.. Angles.Select(MathF.Sin)], 3, 2), 4)),
        ["full attention"] = ([[2, 3, 8], [2, 3, 8], [2, 3, 8]], (e, x) => e.FullAttention(x[0], x[1], x[2], new HeadShape(2, 2, 4))),
        ["causal attention"] = ([[5, 8], [5, 4], [5, 4]], (e, x) => e.CausalAttention(x[0], x[1], x[2], [3, 2], new HeadShape(4, 2, 2))),
        ["target log-probabilities"] = ([[4, 5]], (e, x) => e.TargetLogProbabilities(x[0], [4, -1, 0, 2])),
        ["sum runs"] = ([[6]], (e, x) => e.SumRuns(x[0], [2, 0, 4])),
        ["log sigmoid"] = ([[6]], (e, x) => e.LogSigmoid(e.Scale(x[0], 5))),
        ["relu"] = ([[6]], (e, x) => e.Relu(x[0])),
        ["mean"] = ([[6]], (e, x) => e.Mean(x[0])),
    };

    public static TheoryData<string> Names => [.. Operations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_gradient_is_what_a_small_change_changes(string name)
    {
        using var engine = Libtorch.Open();
        var (shapes, apply) = Operations[name];
        var values = shapes.Select((shape, i) => Libtorch.Random(shape.Aggregate(1, (a, b) => a * b), 10 + i)).ToArray();
        var weights = shapes.Select((shape, i) => engine.Weight(values[i], shape)).ToArray();
        foreach (var weight in weights) engine.WantGradient(weight, true);
        using (engine.OpenScope()) engine.Backward(Loss(engine, apply(engine, weights)));

        using var scope = engine.OpenScope();
        for (var i = 0; i < weights.Length; i++)
        {
            var gradient = engine.Numbers(engine.Gradient(weights[i])!);
            var largest = gradient.Max(Math.Abs);
            Assert.True(largest > 0, $"argument {i} of {name} got no gradient");
            for (var n = 0; n < gradient.Length; n++)
            {
                var expected = (At(i, n, 1e-2f) - At(i, n, -1e-2f)) / 2e-2;
                Assert.True(Math.Abs(expected - gradient[n]) < 5e-3 * largest, $"{name}, argument {i}, number {n}: {gradient[n]}, differences give {expected}");
            }
        }
        foreach (var weight in weights) weight.Dispose();

        double At(int argument, int number, float change)
        {
            using var inner = engine.OpenScope();
            using var off = engine.NoGradient();
            var moved = values.Select((v, i) => engine.From([.. v.Select((value, n) => i == argument && n == number ? value + change : value)], shapes[i])).ToArray();
            return engine.Numbers(Loss(engine, apply(engine, moved)))[0];
        }
    }

    [Fact]
    public void A_long_sequence_has_the_gradient_of_its_tiles_together()
    {
        const int Tokens = 300;
        using var engine = Libtorch.Open();
        var heads = new HeadShape(2, 1, 4);
        var (q, k, v) = (engine.Weight(Libtorch.Random(Tokens * 8, 1), Tokens, 8), engine.Weight(Libtorch.Random(Tokens * 4, 2), Tokens, 4), engine.Weight(Libtorch.Random(Tokens * 4, 3), Tokens, 4));
        Tensor[] all = [q, k, v];
        foreach (var weight in all) engine.WantGradient(weight, true);
        using var scope = engine.OpenScope();
        engine.Backward(Loss(engine, engine.CausalAttention(q, k, v, [Tokens], heads)));
        var tiled = all.Select(weight => engine.Numbers(engine.Gradient(weight)!)).ToArray();
        foreach (var weight in all) engine.ClearGradient(weight);

        engine.Backward(Loss(engine, Whole(engine, q, k, v, heads)));

        for (var i = 0; i < all.Length; i++)
        {
            var whole = engine.Numbers(engine.Gradient(all[i])!);
            Assert.True(whole.Zip(tiled[i]).All(pair => Math.Abs(pair.First - pair.Second) < 1e-5 * whole.Max(Math.Abs)));
            all[i].Dispose();
        }
    }

    [Fact]
    public void Gradients_add_up_until_they_are_cleared()
    {
        using var engine = Libtorch.Open();
        using var weight = engine.Weight([2, 3], 2);
        engine.WantGradient(weight, true);
        using var scope = engine.OpenScope();

        Assert.Null(engine.Gradient(weight));
        for (var i = 0; i < 3; i++) engine.Backward(engine.Mean(engine.Multiply(weight, weight)));
        Assert.Equal([6f, 9f], engine.Numbers(engine.Gradient(weight)!));
        engine.ClearGradient(weight);
        Assert.Null(engine.Gradient(weight));
    }

    [Fact]
    public void Nothing_is_remembered_while_gradients_are_off()
    {
        using var engine = Libtorch.Open();
        using var weight = engine.Weight([2, 3], 2);
        engine.WantGradient(weight, true);
        using var scope = engine.OpenScope();
        Tensor loss;
        using (engine.NoGradient()) loss = engine.Mean(weight);

        var refused = Assert.Throws<ArgumentException>(() => engine.Backward(loss));
        Assert.Contains("gradient", refused.Message, StringComparison.Ordinal);
        engine.Backward(engine.Mean(weight));
        Assert.Equal([0.5f, 0.5f], engine.Numbers(engine.Gradient(weight)!));
    }

    [Fact]
    public void Limiting_scales_all_gradients_together_and_tells_their_norm()
    {
        using var engine = Libtorch.Open();
        using var one = engine.Weight([3], 1);
        using var two = engine.Weight([4], 1);
        using var idle = engine.Weight([5], 1);
        foreach (var weight in new[] { one, two, idle }) engine.WantGradient(weight, true);
        using var scope = engine.OpenScope();
        engine.Backward(engine.Scale(engine.Add(engine.Multiply(one, one), engine.Multiply(two, two)), 0.5f));

        Assert.Equal(5, engine.ClipGradients([one, two, idle], 10), 1e-6);
        Assert.Equal([3f], engine.Numbers(engine.Gradient(one)!));
        Assert.Equal(5, engine.ClipGradients([one, two, idle], 1), 1e-6);
        Assert.Equal(0.6f, engine.Numbers(engine.Gradient(one)!)[0], 1e-6f);
        Assert.Equal(0.8f, engine.Numbers(engine.Gradient(two)!)[0], 1e-6f);
        Assert.Equal(0, engine.ClipGradients([idle], 1));
    }

    // Every number of the result with a weight of its own, so that no wrong gradient cancels another.
    private static Tensor Loss(TorchEngine engine, Tensor result) => engine.Scale(engine.Mean(engine.Multiply(result, engine.From(Libtorch.Random((int)result.Count, 7), [.. result.Shape]))), result.Count);

    // The formula with the whole score matrix and a mask, in operations that have their own tests.
    private static Tensor Whole(TorchEngine engine, Tensor q, Tensor k, Tensor v, HeadShape heads)
    {
        var tokens = q.Shape[0];
        var mask = new float[tokens * tokens];
        for (var row = 0; row < tokens; row++)
            for (var column = row + 1; column < tokens; column++) mask[(row * tokens) + column] = float.NegativeInfinity;
        var hidden = engine.From(mask, tokens, tokens);
        var parts = new Tensor[heads.Heads];
        for (var head = 0; head < heads.Heads; head++)
        {
            var (key, query) = (head * heads.KeyHeads / heads.Heads * heads.Width, head * heads.Width);
            var scores = engine.Scale(engine.Linear(engine.Slice(q, 1, query, heads.Width), engine.Slice(k, 1, key, heads.Width)), heads.Scale);
            parts[head] = engine.Linear(engine.Softmax(engine.Add(scores, hidden)), engine.Permute(engine.Slice(v, 1, key, heads.Width), 1, 0));
        }
        return engine.Concatenate(1, parts);
    }
}
