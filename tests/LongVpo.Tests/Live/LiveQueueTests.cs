using LongVpo.Core.Frames;
using LongVpo.Core.Time;
using LongVpo.Media.Live;

namespace LongVpo.Tests.Live;

/// <summary>The hand-over of live frames: bounded, the oldest dropped, every frame accounted for at every moment.</summary>
public sealed class LiveQueueTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void A_slow_reader_loses_the_oldest_frames_and_is_told_where()
    {
        using var queue = new LiveQueue(3, 10);
        for (var i = 0; i < 8; i++) queue.Put(Frame(i), Cancelled);

        var told = Drain(queue);

        var dropped = Assert.IsType<FramesDropped>(told[0]);
        Assert.Equal(5, dropped.Frames);
        Assert.Equal(new TimeRange(At(0), At(5)), dropped.Range);
        Assert.Equal([At(5), At(6), At(7)], told.Skip(1).Cast<FrameDecoded>().Select(f => f.Time));
        Assert.Equal(new SourceLedger(8, 3, 5, 0, 0), queue.Ledger);
    }

    [Fact]
    public void Gaps_stay_in_their_place_among_dropped_frames()
    {
        using var queue = new LiveQueue(2, 10);
        queue.Put(Frame(0), Cancelled);
        queue.Put(Frame(1), Cancelled);
        queue.Put(new GapFound(new TimeRange(At(2), At(10)), "A test."), Cancelled);
        for (var i = 10; i < 14; i++) queue.Put(Frame(i), Cancelled);

        var told = Drain(queue);

        Assert.Equal([typeof(FramesDropped), typeof(GapFound), typeof(FramesDropped), typeof(FrameDecoded), typeof(FrameDecoded)], told.Select(t => t.GetType()));
        Assert.Equal(new TimeRange(At(0), At(2)), ((FramesDropped)told[0]).Range);
        Assert.Equal(new TimeRange(At(10), At(12)), ((FramesDropped)told[2]).Range);
    }

    [Fact]
    public void Sound_has_a_bound_of_its_own_and_costs_no_frame()
    {
        using var queue = new LiveQueue(2, 3);
        queue.Put(Frame(0), Cancelled);
        for (var i = 0; i < 9; i++) queue.Put(new AudioDecoded(new TimeRange(At(i), At(i + 1)), new short[4]), Cancelled);

        var told = Drain(queue);

        Assert.Equal(At(0), Assert.IsType<FrameDecoded>(told[0]).Time);
        Assert.Equal([At(6), At(7), At(8)], told.Skip(1).Cast<AudioDecoded>().Select(s => s.Range.Start));
        Assert.Equal(6, queue.SoundDropped);
    }

    [Fact]
    public void Pictures_of_dropped_frames_and_of_a_queue_that_is_closed_go_back_to_the_pool()
    {
        using var pool = new FrameBufferPool(10);
        using (var queue = new LiveQueue(3, 10))
        {
            for (var i = 0; i < 6; i++) queue.Put(Frame(i, pool), Cancelled);
            Assert.Equal(3, queue.PicturesWaiting);
            Assert.True(queue.DropOldestPicture());
            Assert.Equal(2, pool.Outstanding);
        }

        Assert.Equal(0, pool.Outstanding);
    }

    [Fact]
    public async Task The_ledger_adds_up_at_every_moment_while_both_sides_run()
    {
        using var queue = new LiveQueue(16, 10);
        const int frames = 20_000;
        var sender = Task.Run(() =>
        {
            for (var i = 0; i < frames; i++) queue.Put(Frame(i), CancellationToken.None);
            queue.Complete();
        }, Cancelled);

        long taken = 0, dropped = 0;
        MediaTime? last = null;
        var more = true;
        while (more)
        {
            more = await queue.WaitAsync(Cancelled);
            while (queue.TryTake(out var happened))
            {
                var ledger = queue.Ledger;
                Assert.Equal(ledger.Received, ledger.Delivered + ledger.Dropped + ledger.Pending);
                if (happened is FramesDropped d) dropped += d.Frames;
                if (happened is not FrameDecoded frame) continue;
                Assert.True(last is null || frame.Time > last);
                last = frame.Time;
                taken++;
            }
        }

        await sender;
        Assert.Equal(frames, taken + dropped);
        Assert.Equal(new SourceLedger(frames, taken, dropped, 0, 0), queue.Ledger);
    }

    private static List<MediaEvent> Drain(LiveQueue queue)
    {
        var told = new List<MediaEvent>();
        while (queue.TryTake(out var happened)) told.Add(happened);
        return told;
    }

    private static FrameDecoded Frame(double seconds, FrameBufferPool? pool = null) => new(
        At(seconds), new FrameThumb(new byte[FrameThumb.LumaLength], new byte[FrameThumb.ChromaLength], new byte[FrameThumb.ChromaLength]),
        pool is null ? null : new Frame(At(seconds), 1, 1, pool.Rent(3, CancellationToken.None), pool), Corrupt: false);

    private static MediaTime At(double seconds) => MediaTime.FromSeconds(seconds);
}
