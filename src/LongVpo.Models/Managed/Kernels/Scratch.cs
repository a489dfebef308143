namespace LongVpo.Models.Managed.Kernels;

/// <summary>The working memory of one thread: tiles of rows, of scores and of results, small enough to stay in the first caches.</summary>
internal sealed class Scratch
{
    [ThreadStatic]
    private static Scratch? _mine;

    private FloatBuffer _wide = new(Tile.DepthMax * Tile.Columns);
    private FloatBuffer _rows = new(Tile.RowsMax * Tile.Stride);

    /// <summary>This thread's.</summary>
    public static Scratch Mine => _mine ??= new Scratch();

    /// <summary>A tile of scores, or of query rows.</summary>
    public FloatBuffer Scores { get; } = new(Tile.RowsMax * Tile.Stride);

    /// <summary>A tile of results.</summary>
    public FloatBuffer Results { get; } = new(Tile.RowsMax * Tile.Stride);

    /// <summary>Room for this many pieces of rows, each <see cref="Tile.DepthMax"/> deep.</summary>
    public FloatBuffer Rows(int pieces) => AtLeast(ref _rows, pieces * Tile.RowsMax * Tile.Stride);

    /// <summary>Room for this many panels of widened weights, each <see cref="Tile.DepthMax"/> deep.</summary>
    public FloatBuffer Wide(int panels) => AtLeast(ref _wide, panels * Tile.DepthMax * Tile.Columns);

    private static FloatBuffer AtLeast(ref FloatBuffer buffer, int count) => buffer.Capacity >= count ? buffer : buffer = new FloatBuffer(count);
}
