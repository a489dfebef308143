using System.Numerics.Tensors;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Generation;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Runners;

/// <summary>
/// What a network's own kind of pictures looks like to it, so that it can keep silent on others: mean and spread of what it makes of pictures (the mean of a picture's rows behind the
/// projector), and how far off pictures may be. A network without this file speaks on everything.
/// </summary>
/// <param name="mean">The middle.</param>
/// <param name="whitening">A square matrix, row by row, that turns a deviation from the middle into one whose every direction counts alike.</param>
/// <param name="limit">The mean distance of pictures from which on they are strange; 1 is usual.</param>
public sealed class Familiarity(float[] mean, float[] whitening, double limit)
{
    /// <summary>The file's name in a model's folder.</summary>
    public const string Name = "familiar.safetensors";

    private const string MeanName = "mean";
    private const string WhiteningName = "whitening";
    private const string LimitName = "limit";
    private const int WidthMost = 16_384;

    /// <summary>The mean distance of pictures from which on they are strange.</summary>
    public double Limit => limit;

    /// <summary>Reads a folder's file; null where there is none.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="width">Numbers of one of its rows.</param>
    /// <exception cref="CheckpointException">The file is there and not that of this network.</exception>
    public static Familiarity? Read(string folder, int width)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) return null;
        using var file = SafetensorsFile.Open(path);
        if (width > WidthMost) throw new CheckpointException($"{path} is for rows of {width} numbers, and at most {WidthMost} are held: leave the file out.");
        return new Familiarity(Numbers(file, MeanName, width), Numbers(file, WhiteningName, width * width), Numbers(file, LimitName, 1)[0]);
    }

    /// <summary>Writes it into a folder, replacing what is there.</summary>
    public void Write(string folder) => SafetensorsWriter.Write(Path.Combine(folder, Name),
    [
        TensorToWrite.Of(MeanName, mean, mean.Length), TensorToWrite.Of(WhiteningName, whitening, mean.Length, mean.Length), TensorToWrite.Of(LimitName, new[] { (float)limit }, 1),
    ]);

    /// <summary>The rows of one picture as one.</summary>
    /// <param name="rows">The rows one behind the other.</param>
    /// <param name="width">Numbers of a row.</param>
    public static float[] Middle(ReadOnlySpan<float> rows, int width)
    {
        var middle = new float[width];
        for (var at = 0; at < rows.Length; at += width) TensorPrimitives.Add(middle, rows.Slice(at, width), middle);
        TensorPrimitives.Divide(middle, (float)(rows.Length / width), middle);
        return middle;
    }

    /// <summary>How far one picture is from what is usual, per direction; usual ones are about 1.</summary>
    /// <param name="middle">What <see cref="Middle"/> made of it.</param>
    public double Distance(ReadOnlySpan<float> middle)
    {
        var deviation = new float[mean.Length];
        TensorPrimitives.Subtract(middle, mean, deviation);
        var sum = 0.0;
        for (var row = 0; row < mean.Length; row++)
        {
            var part = TensorPrimitives.Dot(whitening.AsSpan(row * mean.Length, mean.Length), deviation);
            sum += (double)part * part;
        }

        return Math.Sqrt(sum / mean.Length);
    }

    /// <summary>How far the pictures of a clip are from what is usual, in the mean; 0 for none.</summary>
    internal double Distance(IEnumerable<VisualTokens> pictures) =>
        pictures.Select(picture => Distance(Middle(picture.Values, picture.Width))).DefaultIfEmpty(0).Average();

    private static float[] Numbers(SafetensorsFile file, string name, int count)
    {
        if (!file.Header.Tensors.TryGetValue(name, out var tensor) || tensor.Type != StoredType.F32 || tensor.Bytes != count * sizeof(float))
            throw new CheckpointException($"{file.Path} is not about this network: make it anew with longvpo train ready.");
        var numbers = new float[count];
        Widening.ToFloat32(file.Bytes(tensor), ElementType.Float32, numbers);
        return numbers;
    }
}
