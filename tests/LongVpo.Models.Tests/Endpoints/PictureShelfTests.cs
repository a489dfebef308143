using LongVpo.Core.Models;

namespace LongVpo.Models.Tests.Endpoints;

/// <summary>Pictures between whoever sampled them and whoever looks at them.</summary>
public sealed class PictureShelfTests
{
    private static byte[] Picture(byte shade) => [.. Enumerable.Repeat(shade, 300)];

    private static PictureShelf Shelf(long budget, Action? onEncode = null) => new(budget, (rgb, _, _) =>
    {
        onEncode?.Invoke();
        return [rgb.Span[0]];
    });

    [Fact]
    public void The_same_picture_is_kept_once_and_another_shape_is_another_picture()
    {
        var shelf = Shelf(10_000);

        Assert.Equal(shelf.Put(Picture(1), 10, 10), shelf.Put(Picture(1), 10, 10));
        Assert.Equal(300, shelf.Bytes);
        Assert.NotEqual(shelf.Put(Picture(1), 20, 5), shelf.Put(Picture(1), 10, 10));
        Assert.Equal(600, shelf.Bytes);
    }

    [Fact]
    public void The_least_recently_used_leaves_first_and_a_leased_one_never()
    {
        var shelf = Shelf(900);
        var keys = Enumerable.Range(0, 3).Select(i => shelf.Put(Picture((byte)i), 10, 10)).ToList();
        using var leased = shelf.Take(keys[0]);
        shelf.Take(keys[1])!.Dispose();

        var fourth = shelf.Put(Picture(4), 10, 10);

        Assert.Null(shelf.Take(keys[2]));
        Assert.Equal(Picture(0), leased!.Rgb.ToArray());
        foreach (var key in new[] { keys[0], keys[1], fourth })
        {
            using var kept = shelf.Take(key);
            Assert.NotNull(kept);
        }

        Assert.InRange(shelf.Bytes, 1, 900);
    }

    [Fact]
    public void A_picture_is_encoded_once_and_its_jpeg_counts()
    {
        var encodings = 0;
        var shelf = Shelf(10_000, () => encodings++);
        var key = shelf.Put(Picture(7), 10, 10);

        Assert.Equal([7], shelf.Jpeg(key)!.Value.ToArray());
        Assert.Equal([7], shelf.Jpeg(key)!.Value.ToArray());

        Assert.Equal(1, encodings);
        Assert.Equal(301, shelf.Bytes);
        Assert.Null(shelf.Jpeg(new PictureKey("none")));
    }

    [Fact]
    public void A_lease_that_was_given_back_shows_nothing()
    {
        var shelf = Shelf(10_000);
        var lease = shelf.Take(shelf.Put(Picture(1), 10, 10))!;
        lease.Dispose();

        Assert.Throws<ObjectDisposedException>(() => lease.Rgb.Length);
    }
}
