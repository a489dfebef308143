using LongVpo.Models.Checkpoints;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Runners;

/// <summary>
/// What a network's own kind of pictures looks like, so that it can keep silent on others: a book of small patches of them, and how far those of a clip may be from the nearest in the book. A
/// network without this file speaks on everything.
/// </summary>
/// <remarks>
/// Nearness to some patch tells what distance from their common middle does not: plain and dim footage lies near the middle of a colourful world and is yet like nothing in it.
/// </remarks>
/// <param name="book">The patches, <see cref="PatchWidth"/> numbers each, one behind the other.</param>
/// <param name="limit">The mean distance of a clip's patches from which on it is strange.</param>
public sealed class Familiarity(float[] book, double limit)
{
    /// <summary>The file's name in a model's folder.</summary>
    public const string Name = "familiar.safetensors";

    /// <summary>Numbers of a patch: red, green and blue of two by two blocks.</summary>
    public const int PatchWidth = 12;

    // A picture is four by four patches of two by two blocks, however large it is.
    private const int Across = 4;
    private const int Blocks = 2 * Across;
    private const string BookName = "patches";
    private const string LimitName = "limit";

    /// <summary>The mean distance of a clip's patches from which on it is strange.</summary>
    public double Limit => limit;

    /// <summary>Patches in the book.</summary>
    public int Count => book.Length / PatchWidth;

    /// <summary>Reads a folder's file; null where there is none.</summary>
    /// <exception cref="CheckpointException">The file is there and holds something else.</exception>
    public static Familiarity? Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) return null;
        using var file = SafetensorsFile.Open(path);
        var (book, limits) = (Numbers(file, BookName), Numbers(file, LimitName));
        if (book.Length == 0 || book.Length % PatchWidth != 0 || limits.Length != 1)
            throw new CheckpointException($"{path} holds no patches of {PatchWidth} numbers and one limit: make it anew with longvpo train ready.");
        return new Familiarity(book, limits[0]);
    }

    /// <summary>Writes it into a folder, replacing what is there.</summary>
    public void Write(string folder) => SafetensorsWriter.Write(Path.Combine(folder, Name),
        [TensorToWrite.Of(BookName, book, Count, PatchWidth), TensorToWrite.Of(LimitName, new[] { (float)limit }, 1)]);

    /// <summary>The patches of a picture, one behind the other, from the top left.</summary>
    /// <param name="picture">As the network wants it, [3, side, side].</param>
    /// <param name="side">Its width and height, 8 or more.</param>
    public static float[] Patches(ReadOnlySpan<float> picture, int side)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, Blocks);
        ArgumentOutOfRangeException.ThrowIfNotEqual(picture.Length, 3 * side * side);
        var patches = new float[Across * Across * PatchWidth];
        for (var colour = 0; colour < 3; colour++)
            for (var row = 0; row < Blocks; row++)
                for (var column = 0; column < Blocks; column++)
                {
                    var patch = (row / 2 * Across) + (column / 2);
                    var within = (((row % 2) * 2) + (column % 2)) * 3;
                    patches[(patch * PatchWidth) + within + colour] = Mean(picture.Slice(colour * side * side, side * side), side, row, column);
                }

        return patches;
    }

    /// <summary>How far the patches of a picture are from the nearest in the book, in the mean, per number.</summary>
    /// <param name="picture">As the network wants it, [3, side, side].</param>
    /// <param name="side">Its width and height.</param>
    public double Distance(ReadOnlySpan<float> picture, int side)
    {
        var patches = Patches(picture, side);
        var sum = 0.0;
        for (var at = 0; at < patches.Length; at += PatchWidth) sum += Math.Sqrt(Nearest(patches.AsSpan(at, PatchWidth)).Square / PatchWidth);
        return sum * PatchWidth / patches.Length;
    }

    /// <summary>Which patch of the book is nearest to one, and the square of how far.</summary>
    public (int Index, float Square) Nearest(ReadOnlySpan<float> patch)
    {
        var (best, nearest) = (0, float.PositiveInfinity);
        for (var index = 0; index < Count; index++)
        {
            var square = 0f;
            for (var i = 0; i < PatchWidth; i++)
            {
                var off = patch[i] - book[(index * PatchWidth) + i];
                square += off * off;
            }

            if (square < nearest) (best, nearest) = (index, square);
        }

        return (best, nearest);
    }

    private static float Mean(ReadOnlySpan<float> plane, int side, int row, int column)
    {
        var (top, bottom) = (row * side / Blocks, (row + 1) * side / Blocks);
        var (left, right) = (column * side / Blocks, (column + 1) * side / Blocks);
        var sum = 0f;
        for (var y = top; y < bottom; y++)
            for (var x = left; x < right; x++) sum += plane[(y * side) + x];
        return sum / ((bottom - top) * (right - left));
    }

    private static float[] Numbers(SafetensorsFile file, string name)
    {
        if (!file.Header.Tensors.TryGetValue(name, out var tensor) || tensor.Type != StoredType.F32)
            throw new CheckpointException($"{file.Path} has no {name}: make it anew with longvpo train ready.");
        var numbers = new float[tensor.Bytes / sizeof(float)];
        Widening.ToFloat32(file.Bytes(tensor), ElementType.Float32, numbers);
        return numbers;
    }
}
