using LongVpo.Models.Managed;
using LongVpo.Models.Managed.Kernels;

namespace LongVpo.Models.Tests.Managed;

/// <summary>Checks the kernels of machines with narrower registers on any machine, which would never run them otherwise.</summary>
public sealed class TileTests
{
    public static TheoryData<int, int, bool> Cases => [.. from rows in Enumerable.Range(1, Tile.RowsMax) from depth in new[] { 1, 7, 256 } select new TheoryDataRow<int, int, bool>(rows, depth, rows % 2 == 0)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Narrow_and_wide_registers_give_the_same_bits(int rows, int depth, bool add)
    {
        var (a, b) = (Numbers(Tile.RowsMax * Tile.Stride, 1), Numbers(depth * Tile.Columns, 2));
        var (wide, narrow) = (Numbers(Tile.RowsMax * Tile.Columns, 3), Numbers(Tile.RowsMax * Tile.Columns, 3));
        var before = narrow.Span(0, narrow.Capacity).ToArray();

        Tile.Multiply(rows, depth, ref a.First, ref b.First, Tile.Columns, ref wide.First, Tile.Columns, add);
        Tile.Narrow(rows, depth, ref a.First, ref b.First, Tile.Columns, ref narrow.First, Tile.Columns, add);

        var used = rows * Tile.Columns;
        Assert.Equal(wide.Span(0, used), narrow.Span(0, used));
        for (var i = 0; i < used; i++)
        {
            var sum = add ? before[i] : 0.0;
            for (var k = 0; k < depth; k++) sum += (double)a.Span((i / Tile.Columns * Tile.Stride) + k, 1)[0] * b.Span((k * Tile.Columns) + (i % Tile.Columns), 1)[0];
            Assert.Equal(sum, narrow.Span(i, 1)[0], 2e-5);
        }
    }

    private static FloatBuffer Numbers(int count, int seed)
    {
        var random = new Random(seed);
        var buffer = new FloatBuffer(count);
        foreach (ref var number in buffer.Span(0, count)) number = (random.NextSingle() * 2) - 1;
        return buffer;
    }
}
