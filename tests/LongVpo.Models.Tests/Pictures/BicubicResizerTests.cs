using System.Security.Cryptography;
using LongVpo.Models.Pictures;

namespace LongVpo.Models.Tests.Pictures;

/// <summary>Checks resizing to the byte against Pillow over sizes that grow, shrink, stay, and end inside a vector.</summary>
public sealed class BicubicResizerTests
{
    public static TheoryData<int> Cases { get; } = [.. Enumerable.Range(0, Data.Read("resized.json").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_byte_is_Pillows(int which)
    {
        var entry = Data.Read("resized.json")[which];
        int Field(string name) => entry.GetProperty(name).GetInt32();
        var resized = new byte[Field("to_width") * Field("to_height") * 3];

        BicubicResizer.Resize(new RgbView(Noise(Field("width"), Field("height")), Field("width"), Field("height")), Field("to_width"), Field("to_height"), resized);

        if (entry.GetProperty("bytes").GetString() is { } bytes) Assert.Equal(Convert.FromBase64String(bytes), resized);
        Assert.Equal(entry.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(resized)));
    }

    [Fact]
    public void A_plain_colour_stays_what_it_is()
    {
        var plain = Enumerable.Repeat(new byte[] { 255, 0, 77 }, 37 * 11).SelectMany(pixel => pixel).ToArray();
        var resized = new byte[50 * 5 * 3];
        BicubicResizer.Resize(new RgbView(plain, 37, 11), 50, 5, resized);

        Assert.All(resized.Chunk(3), pixel => Assert.Equal(new byte[] { 255, 0, 77 }, pixel));
    }

    [Fact]
    public void Bytes_that_are_no_picture_are_refused() => Assert.Throws<ArgumentException>(() => new RgbView(new byte[11], 2, 2));

    /// <summary>The pixels that <c>Data/make_data.py</c> makes: a generator of numbers and saturated edges.</summary>
    private static byte[] Noise(int width, int height)
    {
        var (state, bytes, at) = (12345u, new byte[width * height * 3], 0);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                for (var colour = 0; colour < 3; colour++)
                {
                    state = ((state * 1103515245) + 12345) & 0x7FFFFFFF;
                    var edge = ((x * 7) + (y * 3) + colour) % 5 < 2 ? (byte)255 : (byte)0;
                    bytes[at++] = ((x / 8) + (y / 8)) % 3 != 0 ? (byte)(state >> 16) : edge;
                }
            }
        }

        return bytes;
    }
}
