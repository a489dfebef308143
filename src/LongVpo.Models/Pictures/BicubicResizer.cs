using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LongVpo.Models.Pictures;

/// <summary>
/// Resizes pictures by antialiased bicubic interpolation, to the byte as Pillow does, because that is what models saw in training. Across first, rounded to bytes, then down; an axis of unchanged
/// size is left alone. Stateless, so any number of threads may use it.
/// </summary>
public static class BicubicResizer
{
    private const int Half = 1 << (ResampleWeights.Bits - 1);

    /// <summary>Resizes a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="width">New width, at least one.</param>
    /// <param name="height">New height, at least one.</param>
    /// <param name="into">Room for width x height RGB pixels.</param>
    public static void Resize(RgbView picture, int width, int height, Span<byte> into)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(into.Length, checked(width * height * 3));
        if (height == picture.Height)
        {
            Across(picture, width, into);
            return;
        }

        if (width == picture.Width)
        {
            Down(picture, height, into);
            return;
        }

        var length = checked(width * picture.Height * 3);
        var between = ArrayPool<byte>.Shared.Rent(length);
        Across(picture, width, between.AsSpan(0, length));
        Down(new RgbView(between.AsSpan(0, length), width, picture.Height), height, into);
        ArrayPool<byte>.Shared.Return(between);
    }

    private static void Across(RgbView picture, int width, Span<byte> into)
    {
        if (width == picture.Width)
        {
            picture.Rgb.CopyTo(into);
            return;
        }

        var weights = new ResampleWeights(picture.Width, width);
        for (var y = 0; y < picture.Height; y++)
            AcrossRow(picture.Rgb.Slice(y * picture.Width * 3, picture.Width * 3), weights, into.Slice(y * width * 3, width * 3));
    }

    /// <summary>One lane per colour: four bytes are read per pixel, and the fourth lane (the next pixel's red) is not used.</summary>
    private static void AcrossRow(ReadOnlySpan<byte> row, ResampleWeights weights, Span<byte> into)
    {
        for (var x = 0; x * 3 < into.Length; x++)
        {
            var of = weights.Of(x);
            var at = weights.First(x) * 3;
            var sum = Vector128.Create(Half);
            // The very last pixel has no byte behind it.
            var safe = at + (of.Length * 3) < row.Length ? of.Length : of.Length - 1;
            for (var k = 0; k < safe; k++, at += 3)
                sum += Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalarUnsafe(MemoryMarshal.Read<uint>(row[at..])).AsByte())).AsInt32() * of[k];
            if (safe < of.Length) sum += Vector128.Create(row[at], row[at + 1], row[at + 2], 0) * of[safe];

            var clipped = Vector128.Clamp(sum >> ResampleWeights.Bits, Vector128<int>.Zero, Vector128.Create(255));
            into[x * 3] = (byte)clipped[0];
            into[(x * 3) + 1] = (byte)clipped[1];
            into[(x * 3) + 2] = (byte)clipped[2];
        }
    }

    private static void Down(RgbView picture, int height, Span<byte> into)
    {
        var weights = new ResampleWeights(picture.Height, height);
        var stride = picture.Width * 3;
        for (var y = 0; y < height; y++)
            DownRow(picture.Rgb[(weights.First(y) * stride)..], stride, weights.Of(y), into.Slice(y * stride, stride));
    }

    private static void DownRow(ReadOnlySpan<byte> rows, int stride, ReadOnlySpan<int> weights, Span<byte> into)
    {
        var x = 0;
        for (; x + Vector<byte>.Count <= stride; x += Vector<byte>.Count)
        {
            var (a, b, c, d) = (new Vector<int>(Half), new Vector<int>(Half), new Vector<int>(Half), new Vector<int>(Half));
            for (var k = 0; k < weights.Length; k++)
            {
                Vector.Widen(new Vector<byte>(rows[((k * stride) + x)..]), out var low, out var high);
                Vector.Widen(low, out var first, out var second);
                Vector.Widen(high, out var third, out var fourth);
                var weight = new Vector<int>(weights[k]);
                a += Vector.AsVectorInt32(first) * weight;
                b += Vector.AsVectorInt32(second) * weight;
                c += Vector.AsVectorInt32(third) * weight;
                d += Vector.AsVectorInt32(fourth) * weight;
            }

            Vector.Narrow(Vector.Narrow(Clip(a), Clip(b)), Vector.Narrow(Clip(c), Clip(d))).CopyTo(into[x..]);
        }

        for (; x < stride; x++)
        {
            var sum = Half;
            for (var k = 0; k < weights.Length; k++) sum += rows[(k * stride) + x] * weights[k];
            into[x] = (byte)Math.Clamp(sum >> ResampleWeights.Bits, 0, 255);
        }
    }

    private static Vector<uint> Clip(Vector<int> sum) =>
        Vector.AsVectorUInt32(Vector.Min(Vector.Max(Vector.ShiftRightArithmetic(sum, ResampleWeights.Bits), Vector<int>.Zero), new Vector<int>(255)));
}
