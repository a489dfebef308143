using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Media.Sources;
using LongVpo.TestKit;

namespace LongVpo.Tests.Media.Sources;

/// <summary>Every picture buffer goes back, however a reading ends.</summary>
[Collection(nameof(NativeSessions))]
public sealed class PictureLeaseTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_reading_that_is_cancelled_in_the_middle_gives_every_picture_back(int workers)
    {
        var file = await MakeAsync();
        var before = FrameBufferPool.OutstandingEverywhere;
        using var stop = new CancellationTokenSource();
        var pictures = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var happened in Dense(workers).ReadAsync(new SourceRequest { Location = file }, stop.Token))
            {
                if (happened is not FrameDecoded { Sampled: { } picture }) continue;
                picture.Dispose();
                if (++pictures == 40) await stop.CancelAsync();
            }
        });

        Assert.InRange(pictures, 40, 200);
        Assert.Equal(before, FrameBufferPool.OutstandingEverywhere);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_reading_that_is_left_early_gives_every_picture_back(int workers)
    {
        var file = await MakeAsync();
        var before = FrameBufferPool.OutstandingEverywhere;
        Frame? held = null;

        await foreach (var happened in Dense(workers).ReadAsync(new SourceRequest { Location = file }, TestContext.Current.CancellationToken))
        {
            if (happened is not FrameDecoded { Sampled: { } picture }) continue;
            held = picture;
            break;
        }

        Assert.Equal(before + 1, FrameBufferPool.OutstandingEverywhere);
        held!.Dispose();
        Assert.Equal(before, FrameBufferPool.OutstandingEverywhere);
    }

    // Every frame is a sample, so that the workers hold as many pictures as they may.
    private static FileFrameSource Dense(int workers) =>
        Reading.Source(new SamplingOptions { MaxSidePixels = 160, Interval = TimeSpan.FromMilliseconds(40) }, new SourceOptions { DecodeWorkers = workers });

    private async Task<string> MakeAsync()
    {
        var file = _folder.File("clip.mp4");
        await TestClips.MakeAsync(
            file, "-f", "lavfi", "-i", "mandelbrot=s=160x90:r=25", "-f", "lavfi", "-i", "sine", "-t", "9", "-c:v", "libx264", "-g", "25", "-preset", "veryfast", "-c:a", "aac");
        return file;
    }
}
