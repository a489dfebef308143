using LongVpo.Core.Frames;
using LongVpo.Core.Models;
using LongVpo.Core.Options;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Tests.Core.Models;

/// <summary>Pictures that wait for a caption are few, even, and within their budget.</summary>
public sealed class SegmentShelfTests
{
    private const int Bytes = 8 * 4 * 3;
    private static readonly VideoId Video = new("vaaaaaaaaaaaaa");

    private readonly PictureShelf _pictures = new(Bytes, (_, _, _) => [1]);
    private readonly FrameBufferPool _pool = new(4);

    [Theory]
    [InlineData(3, 3)]
    [InlineData(5, 4)]
    [InlineData(1000, 4)]
    public void A_segment_of_any_length_keeps_a_few_pictures_from_all_over_it(int frames, int kept)
    {
        var shelf = new SegmentShelf(_pictures, new CaptionOptions { PicturesPerSegment = 4 });
        using var collecting = shelf.Collect(Video);
        for (var n = 0; n < frames; n++) Offer(shelf, n);
        shelf.Seal(Video, new SegmentId(0));

        using var look = shelf.Take(Video, new SegmentId(0))!;

        Assert.Equal(kept, look.Pictures.Length);
        Assert.Equal(look.Pictures.OrderBy(p => p.Time), look.Pictures);
        Assert.All(Enumerable.Range(0, kept), part => Assert.Contains(look.Pictures, p => p.Time.Seconds >= part * frames / (double)kept - (frames / 8.0) && p.Time.Seconds < (part + 1) * frames / (double)kept + (frames / 8.0)));
        Assert.Equal(kept * Bytes, shelf.Bytes);
    }

    [Fact]
    public void A_model_that_wants_more_pictures_of_a_video_gets_them()
    {
        var shelf = new SegmentShelf(_pictures, new CaptionOptions { PicturesPerSegment = 2 });
        using var collecting = shelf.Collect(Video);
        shelf.Want(Video, 5);
        for (var n = 0; n < 20; n++) Offer(shelf, n);
        shelf.Seal(Video, new SegmentId(0));

        using var look = shelf.Take(Video, new SegmentId(0))!;

        Assert.Equal(5, look.Pictures.Length);
    }

    [Fact]
    public void Beyond_the_budget_the_oldest_segment_loses_its_pictures_and_in_the_end_all_are_given_back()
    {
        var shelf = new SegmentShelf(_pictures, new CaptionOptions { PicturesPerSegment = 2, WaitingBytes = 4 * Bytes });
        using (shelf.Collect(Video))
        {
            for (var segment = 0; segment < 3; segment++)
            {
                Offer(shelf, segment * 2);
                Offer(shelf, (segment * 2) + 1);
                shelf.Seal(Video, new SegmentId(segment));
            }

            Assert.Null(shelf.Take(Video, new SegmentId(0)));
            using (var second = shelf.Take(Video, new SegmentId(1))) Assert.Equal(2, second!.Pictures.Length);
            shelf.Release(Video, new SegmentId(1));
            Assert.Equal(2 * Bytes, shelf.Bytes);
            Offer(shelf, 99);
        }

        Assert.Equal(0, shelf.Bytes);
        _pictures.Put(new byte[Bytes], 8, 4);
        Assert.InRange(_pictures.Bytes, 0, Bytes);
    }

    [Fact]
    public void Pictures_of_a_video_that_nobody_captions_are_not_kept()
    {
        var shelf = new SegmentShelf(_pictures, new CaptionOptions());
        Offer(shelf, 1);
        shelf.Seal(Video, new SegmentId(0));

        Assert.Null(shelf.Take(Video, new SegmentId(0)));
        Assert.Equal(0, _pictures.Bytes);
    }

    private void Offer(SegmentShelf shelf, int number)
    {
        var pixels = _pool.Rent(Bytes, TestContext.Current.CancellationToken);
        Array.Clear(pixels);
        BitConverter.TryWriteBytes(pixels, number);
        using var frame = new Frame(MediaTime.FromSeconds(number), 8, 4, pixels, _pool);
        shelf.Offer(Video, frame);
    }
}
