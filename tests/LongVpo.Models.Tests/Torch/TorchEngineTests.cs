using LongVpo.Models.Native;
using LongVpo.Models.Tensors;
using LongVpo.Models.Torch;

namespace LongVpo.Models.Tests.Torch;

/// <summary>Checks what only the libtorch engine has: errors that cross the wall as sentences, types, devices, handles.</summary>
public sealed class TorchEngineTests
{
    [Theory]
    [InlineData(0, typeof(ArgumentException))]
    [InlineData(1, typeof(InvalidOperationException))]
    [InlineData(2, typeof(OutOfMemoryException))]
    [InlineData(3, typeof(InvalidOperationException))]
    public void Whatever_is_thrown_behind_the_wall_comes_out_as_an_exception_of_ours(int how, Type expected)
    {
        using var engine = Libtorch.Open();

        Assert.Equal(-1, TorchNative.lt_fail(how));
        var error = TorchLibrary.LastError();

        Assert.IsType(expected, error);
        Assert.StartsWith("libtorch: ", error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Length > 15);
    }

    [Fact]
    public async Task Two_threads_that_fail_hear_each_of_their_own_failure()
    {
        using var engine = Libtorch.Open();
        var runs = new[] { 0, 2 }.Select(how => Task.Run(() =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                _ = TorchNative.lt_fail(how);
                if (TorchLibrary.LastError() is OutOfMemoryException != (how == 2)) return false;
            }
            return true;
        }, TestContext.Current.CancellationToken));

        Assert.All(await Task.WhenAll(runs), Assert.True);
    }

    [Fact]
    public void A_tensor_that_no_memory_can_hold_is_told_as_such()
    {
        using var engine = Libtorch.Open();
        using var scope = engine.OpenScope();
        var row = engine.From(new float[1 << 20], 1 << 20, 1);

        // The product would have 2^40 numbers.
        Assert.Throws<OutOfMemoryException>(() => engine.Linear(row, row));
    }

    [Fact]
    public void A_disposed_tensor_is_refused()
    {
        using var engine = Libtorch.Open();
        Tensor gone;
        using (engine.OpenScope()) gone = engine.From([1, 2], 2);

        Assert.Throws<ObjectDisposedException>(() => engine.Scale(gone, 2));
    }

    [Fact]
    public void A_kept_tensor_outlives_its_scope_and_dies_with_the_next()
    {
        using var engine = Libtorch.Open();
        Tensor kept;
        using (engine.OpenScope())
        {
            using (var inner = engine.OpenScope()) kept = inner.Keep(engine.From([1, 2], 2));
            Assert.Equal([1f, 2f], engine.Numbers(kept));
        }

        Assert.Throws<ObjectDisposedException>(() => engine.Numbers(kept));
    }

    [Fact]
    public void Scopes_are_closed_from_the_inside()
    {
        using var engine = Libtorch.Open();
        var outer = engine.OpenScope();
        using var inner = engine.OpenScope();

        Assert.Throws<InvalidOperationException>(outer.Dispose);
        inner.Dispose();
        outer.Dispose();
    }

    [Fact]
    public void Weights_of_all_stored_types_are_read()
    {
        using var engine = Libtorch.Open();
        float[] values = [1, -2.5f, 0.15625f];
        byte[] half = [.. values.SelectMany(v => BitConverter.GetBytes((Half)v))];
        byte[] brain = [.. values.SelectMany(v => BitConverter.GetBytes(v)[2..])];
        using var fromHalf = engine.Weight(half, ElementType.Float16, ElementType.Float32, 3);
        using var fromBrain = engine.Weight(brain, ElementType.BFloat16, ElementType.BFloat16, 3);

        Assert.Equal(values, engine.Numbers(fromHalf));
        Assert.Equal(values, engine.Numbers(fromBrain));
        Assert.Equal((ElementType.Float32, ElementType.BFloat16), (fromHalf.Type, fromBrain.Type));
        Assert.Throws<ArgumentException>(() => engine.Weight(half.AsSpan(0, 5), ElementType.Float16, ElementType.Float32, 3));
    }

    [Fact]
    public void Bfloat16_is_calculated_within_its_precision()
    {
        using var exact = Libtorch.Open();
        using var coarse = Libtorch.Open(ElementType.BFloat16);
        var (x, w) = (Libtorch.Random(5 * 64, 1), Libtorch.Random(64 * 64, 2));
        var heads = new HeadShape(4, 4, 16);
        float[] Run(TorchEngine engine)
        {
            using var scope = engine.OpenScope();
            using var weight = engine.Weight(w, 64, 64);
            var y = engine.Linear(engine.From(x, 5, 64), weight);
            Assert.Equal(engine.Activations, y.Type);
            return engine.Numbers(engine.RmsNorm(engine.Gelu(engine.CausalAttention(y, y, y, [3, 2], heads)), engine.From([.. Enumerable.Repeat(1f, 64)], 64), 1e-6f));
        }

        var (expected, actual) = (Run(exact), Run(coarse));

        Assert.True(expected.Zip(actual).Max(pair => Math.Abs(pair.First - pair.Second)) < 0.05 * expected.Max(Math.Abs));
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:4096")]
    public void A_device_that_is_not_there_is_named(string device)
    {
        using var engine = Libtorch.Open();

        var refused = Assert.Throws<ArgumentException>(() => new TorchEngine(new TorchSettings(device)));

        Assert.Contains(device, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_engine_says_what_it_is_and_warns_of_a_slow_library()
    {
        using var engine = Libtorch.Open();

        Assert.Contains(TorchEngine.Version, engine.Name, StringComparison.Ordinal);
        Assert.Equal(Libtorch.Device == "cpu" && TorchEngine.Blas.Length == 0, engine.Warning is not null);
    }

    [Fact]
    public void Gradients_must_be_switched_on_again_where_they_were_switched_off()
    {
        using var engine = Libtorch.Open();
        var off = engine.NoGradient();
        Exception? elsewhere = null;
        var thread = new Thread(() => elsewhere = Record.Exception(off.Dispose));
        thread.Start();
        thread.Join();

        Assert.IsType<InvalidOperationException>(elsewhere);
        off.Dispose();
    }
}
