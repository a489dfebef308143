using LongVpo.Models.Tensors;

namespace LongVpo.Models.Tests.Tensors;

/// <summary>Checks the operations that move numbers, whose results are exact but for resizing.</summary>
public abstract class MovementSuite : EngineSuite
{
    [Fact]
    public void Rows_are_looked_up_taken_and_put()
    {
        var table = Random(50 * 9, 1);
        using var held = Weight(table, 50, 9);
        using var scope = Engine.OpenScope();
        var before = Read(Engine.Embed(held, [49, 0, 3, 3]));
        Engine.Linear(Engine.From(Random(9, 2), 1, 9), held);
        var rows = Engine.Embed(held, [49, 0, 3, 3]);

        Assert.Equal([.. table[441..], .. table[..9], .. table[27..36], .. table[27..36]], before);
        Assert.Equal(before, Read(rows));
        Assert.Equal([.. table[27..36], .. table[441..]], Read(Engine.TakeRows(rows, [2, 0])));
        var put = Engine.PutRows(rows, [3, 1], Engine.From(Random(18, 5), 2, 9));
        Assert.Equal([.. table[441..], .. Random(18, 5)[9..], .. table[27..36], .. Random(18, 5)[..9]], Read(put));
        Assert.Equal(before, Read(rows));
    }

    [Fact]
    public void A_slice_holds_its_places_of_any_dimension()
    {
        var x = Random(3 * 4 * 5, 1);
        using var scope = Engine.OpenScope();
        var tensor = Engine.From(x, 3, 4, 5);
        for (var dimension = 0; dimension < 3; dimension++)
        {
            var slice = Engine.Slice(tensor, dimension, 1, 2);
            int[] shape = [3, 4, 5];
            shape[dimension] = 2;
            var expected = new List<float>();
            for (var i = 0; i < x.Length; i++)
            {
                int[] place = [i / 20, i / 5 % 4, i % 5];
                if (place[dimension] is 1 or 2) expected.Add(x[i]);
            }

            Assert.Equal(shape, slice.Shape);
            Assert.Equal(expected, Read(slice));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void What_was_sliced_apart_goes_together_again(int dimension)
    {
        var x = Random(3 * 4 * 5, 1);
        using var scope = Engine.OpenScope();
        var tensor = Engine.From(x, 3, 4, 5);

        var whole = Engine.Concatenate(dimension, Engine.Slice(tensor, dimension, 0, 1), Engine.Slice(tensor, dimension, 1, 1), Engine.Slice(tensor, dimension, 2, tensor.Shape[dimension] - 2));

        Assert.Equal([3, 4, 5], whole.Shape);
        Assert.Equal(x, Read(whole));
    }

    [Theory]
    [InlineData(0, 1, 2, 3)]
    [InlineData(0, 2, 1, 3)]
    [InlineData(3, 2, 1, 0)]
    [InlineData(1, 0, 3, 2)]
    public void Dimensions_change_places(params int[] order)
    {
        int[] shape = [2, 3, 4, 5];
        var x = Random(120, 1);
        using var scope = Engine.OpenScope();
        var tensor = Engine.Permute(Engine.From(x, shape), order);
        int[] strides = [60, 20, 5, 1];
        int[] turned = [.. order.Select(o => shape[o])];
        var numbers = Read(tensor);

        Assert.Equal(turned, tensor.Shape);
        for (var i = 0; i < numbers.Length; i++)
        {
            var (rest, from) = (i, 0);
            for (var d = 3; d >= 0; d--)
            {
                from += rest % turned[d] * strides[order[d]];
                rest /= turned[d];
            }

            Assert.Equal(x[from], numbers[i]);
        }
    }

    [Fact]
    public void A_reshaped_tensor_holds_the_same_numbers()
    {
        using var scope = Engine.OpenScope();

        var tensor = Engine.Reshape(Engine.From(Random(24, 1), 2, 12), 4, 3, 2);

        Assert.Equal([4, 3, 2], tensor.Shape);
        Assert.Equal(Random(24, 1), Read(tensor));
    }

    [Fact]
    public void Patches_go_row_by_row_with_the_channels_outermost()
    {
        const int Size = 3;
        var x = Random(2 * 3 * 6 * 9, 1);
        using var scope = Engine.OpenScope();

        var patches = Engine.Patches(Engine.From(x, 2, 3, 6, 9), Size);

        Assert.Equal([2, 6, 27], patches.Shape);
        var numbers = Read(patches);
        for (var i = 0; i < numbers.Length; i++)
        {
            var (frame, patch, channel, row, column) = (i / 162, i / 27 % 6, i / 9 % 3, i / 3 % 3, i % 3);
            Assert.Equal(x[(((((frame * 3) + channel) * 6) + (patch / 3 * Size) + row) * 9) + (patch % 3 * Size) + column], numbers[i]);
        }
    }

    [Theory]
    [InlineData(4, 4, 4, 4)]
    [InlineData(4, 4, 7, 3)]
    [InlineData(1, 1, 3, 2)]
    [InlineData(5, 3, 2, 9)]
    public void Resizing_takes_sixteen_neighbours(int rows, int columns, int height, int width)
    {
        const int Channels = 3;
        var x = Random(rows * columns * Channels, 1);
        var expected = new double[height * width * Channels];
        for (var i = 0; i < expected.Length; i++)
        {
            var (down, across) = (((i / Channels / width) + 0.5) * rows / height - 0.5, ((i / Channels % width) + 0.5) * columns / width - 0.5);
            for (var r = (int)Math.Floor(down) - 1; r <= Math.Floor(down) + 2; r++)
            {
                for (var c = (int)Math.Floor(across) - 1; c <= Math.Floor(across) + 2; c++)
                    expected[i] += Cubic(down - r) * Cubic(across - c) * x[(((Math.Clamp(r, 0, rows - 1) * columns) + Math.Clamp(c, 0, columns - 1)) * Channels) + (i % Channels)];
            }
        }

        using var scope = Engine.OpenScope();

        AssertClose(expected, [1, height, width, Channels], Engine.Bicubic(Engine.From(x, 1, rows, columns, Channels), height, width));
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        using var scope = Engine.OpenScope();
        var (x, y) = (Engine.From(Random(6, 1), 2, 3), Engine.From(Random(8, 1), 2, 4));

        Assert.ThrowsAny<ArgumentException>(() => Engine.Linear(x, y));
        Assert.ThrowsAny<ArgumentException>(() => Engine.Add(x, y));
        Assert.ThrowsAny<ArgumentException>(() => Engine.Slice(x, 1, 2, 2));
        Assert.ThrowsAny<ArgumentException>(() => Engine.Embed(x, [2]));
        Assert.ThrowsAny<ArgumentException>(() => Engine.TakeRows(x, [-1]));
        Assert.ThrowsAny<ArgumentException>(() => Engine.Reshape(x, 7));
        Assert.ThrowsAny<ArgumentException>(() => Engine.From([1, 2, 3], 2, 2));
        Assert.ThrowsAny<ArgumentException>(() => Engine.Read(x, new float[5]));
    }

    // The cubic kernel in its textbook form (Keys 1981), a = -0.75.
    private static double Cubic(double x)
    {
        const double A = -0.75;
        x = Math.Abs(x);
        if (x < 1) return ((A + 2) * x * x * x) - ((A + 3) * x * x) + 1;
        return x < 2 ? (A * x * x * x) - (5 * A * x * x) + (8 * A * x) - (4 * A) : 0;
    }
}
