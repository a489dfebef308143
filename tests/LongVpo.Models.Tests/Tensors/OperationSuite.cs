using LongVpo.Models.Tensors;

namespace LongVpo.Models.Tests.Tensors;

/// <summary>Measures every operation but attention by its formula, over shapes that fit no vector width as well as those that do. Every engine passes the same suite.</summary>
public abstract class OperationSuite : EngineSuite
{
    public static TheoryData<int, int> Shapes => new() { { 1, 1 }, { 1, 7 }, { 3, 8 }, { 2, 31 }, { 5, 64 }, { 7, 100 }, { 1, 1000 } };

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 256, 704)]
    [InlineData(2, 5, 33)]
    [InlineData(4, 33, 31)]
    [InlineData(5, 64, 32)]
    [InlineData(8, 300, 65)]
    [InlineData(13, 257, 40)]
    [InlineData(25, 600, 97)]
    [InlineData(200, 70, 130)]
    public void A_linear_layer_is_the_product_with_the_transposed_matrix(int rows, int inputs, int outputs)
    {
        var (x, weight, bias) = (Random(rows * inputs, 1), Random(outputs * inputs, 2), Random(outputs, 3));
        using var scope = Engine.OpenScope();
        using var held = Weight(weight, outputs, inputs);
        using var plus = Weight(bias, outputs);
        var tensor = Engine.From(x, rows, inputs);

        AssertClose(Exact.Linear(x, weight, null, rows, inputs, outputs), [rows, outputs], Engine.Linear(tensor, held));
        AssertClose(Exact.Linear(x, weight, bias, rows, inputs, outputs), [rows, outputs], Engine.Linear(tensor, held, plus));
        AssertClose(Exact.Linear(x, weight, bias, rows, inputs, outputs), [rows, outputs], Engine.Linear(tensor, Engine.From(weight, outputs, inputs), plus));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(37)]
    public void Weights_held_as_bfloat16_are_rounded_and_then_exact(int rows)
    {
        const int Inputs = 290;
        const int Outputs = 77;
        var (x, weight) = (Random(rows * Inputs, 1), Random(Outputs * Inputs, 2));
        using var scope = Engine.OpenScope();
        using var held = Weight(weight, ElementType.BFloat16, Outputs, Inputs);
        float[] rounded = [.. weight.Select(Rounded)];

        var result = Engine.Linear(Engine.From(x, rows, Inputs), held);

        Assert.Equal(ElementType.BFloat16, held.Type);
        Assert.Equal(rounded, Read(held));
        AssertClose(Exact.Linear(x, rounded, null, rows, Inputs, Outputs), [rows, Outputs], result);
        Assert.Equal(rounded[(3 * Inputs)..(4 * Inputs)], Read(Engine.Embed(held, [3])));
    }

    [Fact]
    public void A_linear_layer_keeps_the_dimensions_before_the_last()
    {
        var (x, weight) = (Random(2 * 3 * 5, 1), Random(4 * 5, 2));
        using var scope = Engine.OpenScope();

        AssertClose(Exact.Linear(x, weight, null, 6, 5, 4), [2, 3, 4], Engine.Linear(Engine.From(x, 2, 3, 5), Engine.From(weight, 4, 5)));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Sums_and_products_go_number_by_number_or_row_by_row(int rows, int width)
    {
        var (a, b, row) = (Random(rows * width, 1), Random(rows * width, 2), Random(width, 3));
        using var scope = Engine.OpenScope();
        var (x, y, z) = (Engine.From(a, rows, width), Engine.From(b, rows, width), Engine.From(row, width));

        AssertClose([.. a.Zip(b, (p, q) => (double)p + q)], [rows, width], Engine.Add(x, y));
        AssertClose([.. a.Select((p, i) => (double)p + row[i % width])], [rows, width], Engine.Add(x, z));
        AssertClose([.. a.Zip(b, (p, q) => (double)p * q)], [rows, width], Engine.Multiply(x, y));
        AssertClose([.. a.Select((p, i) => (double)p * row[i % width])], [rows, width], Engine.Multiply(x, z));
        AssertClose([.. a.Select(p => p * 0.3)], [rows, width], Engine.Scale(x, 0.3f));
        AssertClose([.. a.Select((p, i) => p + ((double)b[i] * row[i % width]))], [rows, width], Engine.AddScaled(x, y, z));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Norms_follow_their_formulas(int rows, int width)
    {
        float[] x = [.. Random(rows * width, 1).Select(n => n + 3)];
        var (weight, bias) = (Random(width, 2), Random(width, 3));
        using var scope = Engine.OpenScope();
        var (tensor, by, plus) = (Engine.From(x, rows, width), Engine.From(weight, width), Engine.From(bias, width));

        AssertClose(Exact.Rows(x, width, row => Exact.LayerNorm(row, weight, bias, 1e-5)), [rows, width], Engine.LayerNorm(tensor, by, plus, 1e-5f), ofLargest: LayerNormFloor);
        AssertClose(Exact.Rows(x, width, row => Exact.RmsNorm(row, weight, 1e-6)), [rows, width], Engine.RmsNorm(tensor, by, 1e-6f));
    }

    [Fact]
    public void A_short_weight_norms_a_row_head_by_head()
    {
        var (x, weight) = (Random(2 * 3 * 24, 1), Random(8, 2));
        using var scope = Engine.OpenScope();

        AssertClose(Exact.Rows(x, 8, row => Exact.RmsNorm(row, weight, 1e-6)), [2, 3, 24], Engine.RmsNorm(Engine.From(x, 2, 3, 24), Engine.From(weight, 8), 1e-6f));
    }

    [Fact]
    public void Activations_keep_a_millionth_also_in_their_tails()
    {
        float[] x = [.. Enumerable.Range(-1300, 2601).Select(i => i / 100f), 0f, -0f, 1e-20f, -1e-20f, 50f];
        using var scope = Engine.OpenScope();
        var tensor = Engine.From(x, x.Length);

        AssertClose([.. x.Select(n => Exact.Gelu(n))], [x.Length], Engine.Gelu(tensor), relative: GeluTolerance, ofLargest: GeluFloor);
        AssertClose([.. x.Select(n => Exact.Silu(n) * 2)], [x.Length], Engine.SwiGlu(tensor, Engine.From([.. x.Select(_ => 2f)], x.Length)), ofLargest: 0);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Softmax_and_its_logarithm_follow_their_formulas(int rows, int width)
    {
        var x = Random(rows * width, 1, 10);
        using var scope = Engine.OpenScope();
        var tensor = Engine.From(x, rows, width);

        AssertClose(Exact.Rows(x, width, Exact.Softmax), [rows, width], Engine.Softmax(tensor), relative: 3e-6, ofLargest: 0);
        AssertClose(Exact.Rows(x, width, Exact.LogSoftmax), [rows, width], Engine.LogSoftmax(tensor));
    }

    [Fact]
    public void Softmax_takes_numbers_of_any_size()
    {
        using var scope = Engine.OpenScope();

        var shares = Read(Engine.Softmax(Engine.From([1000f, 1000f, -1000f, float.NegativeInfinity], 1, 4)));

        Assert.Equal([0.5f, 0.5f, 0f, 0f], shares);
    }

    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(3, 2, 16)]
    [InlineData(5, 3, 26)]
    public void Rotation_turns_the_halves_of_every_head(int rows, int heads, int width)
    {
        var half = width / 2;
        var (x, angles) = (Random(rows * heads * width, 1), Random(rows * half, 2, 5));
        float[] cosines = [.. angles.Select(MathF.Cos)];
        float[] sines = [.. angles.Select(MathF.Sin)];
        var expected = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var (row, channel) = (i / (heads * width), i % width);
            var angle = (row * half) + (channel % half);
            expected[i] = channel < half ? ((double)x[i] * cosines[angle]) - ((double)x[i + half] * sines[angle]) : ((double)x[i] * cosines[angle]) + ((double)x[i - half] * sines[angle]);
        }

        using var scope = Engine.OpenScope();

        AssertClose(expected, [rows, heads * width], Engine.Rotate(Engine.From(x, rows, heads * width), Engine.From(cosines, rows, half), Engine.From(sines, rows, half), width));
    }

    [Fact]
    public void The_largest_number_of_a_row_is_found_and_the_first_of_equals()
    {
        using var scope = Engine.OpenScope();

        Assert.Equal([1, 0, 3], Engine.ArgMax(Engine.From([1, 5, 5, 2, 0, 0, 0, 0, -4, -3, -2, -1], 3, 4)));
    }

    /// <summary>What is allowed of gelu relative to each value.</summary>
    protected virtual double GeluTolerance => 1e-6;

    /// <summary>What is allowed of a layer norm relative to the largest value; an engine that multiplies before it subtracts the mean loses digits in rows without variance.</summary>
    protected virtual double LayerNormFloor => 3e-6;

    /// <summary>What is allowed of gelu relative to the largest value; an engine that uses 1 + erf loses the left tail.</summary>
    protected virtual double GeluFloor => 0;

    private static float Rounded(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        var (low, high) = (BitConverter.UInt32BitsToSingle(bits & 0xFFFF0000), BitConverter.UInt32BitsToSingle((bits & 0xFFFF0000) + 0x10000));
        var (down, up) = (Math.Abs((double)value - low), Math.Abs((double)high - value));
        return down < up || (down == up && (bits & 0x10000) == 0) ? low : high;
    }
}
