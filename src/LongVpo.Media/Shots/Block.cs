using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LongVpo.Core.Frames;

namespace LongVpo.Media.Shots;

/// <summary>8 x 6 bytes of a 64 x 36 plane, held in registers while another plane is searched for them: that search is most of the cutter's work.</summary>
internal readonly struct Block
{
    public const int Width = 8;
    public const int Height = 6;

    private readonly Vector128<byte> _first;
    private readonly Vector128<byte> _second;
    private readonly Vector128<byte> _third;

    public Block(byte[] plane, int x, int y)
    {
        _first = Rows(plane, x, y);
        _second = Rows(plane, x, y + 2);
        _third = Rows(plane, x, y + 4);
    }

    /// <summary>Sum of the block's distances from 128: how much structure it holds.</summary>
    public int Energy
    {
        get
        {
            var middle = Vector128.Create((byte)128);
            return Sum(Apart(_first, middle), Apart(_second, middle), Apart(_third, middle));
        }
    }

    /// <summary>Sum of absolute differences to the block of another plane at a place.</summary>
    public int Distance(byte[] plane, int x, int y) =>
        Sum(Apart(_first, Rows(plane, x, y)), Apart(_second, Rows(plane, x, y + 2)), Apart(_third, Rows(plane, x, y + 4)));

    private static Vector128<byte> Rows(byte[] plane, int x, int y)
    {
        var at = (y * FrameThumb.Width) + x;
        return Vector128.Create(
            MemoryMarshal.Read<ulong>(plane.AsSpan(at, 8)), MemoryMarshal.Read<ulong>(plane.AsSpan(at + FrameThumb.Width, 8))).AsByte();
    }

    private static Vector128<byte> Apart(Vector128<byte> a, Vector128<byte> b) => Vector128.Max(a, b) - Vector128.Min(a, b);

    private static int Sum(Vector128<byte> a, Vector128<byte> b, Vector128<byte> c)
    {
        var (a0, a1) = Vector128.Widen(a);
        var (b0, b1) = Vector128.Widen(b);
        var (c0, c1) = Vector128.Widen(c);
        return Vector128.Sum(a0 + a1 + b0 + b1 + c0 + c1);
    }
}
