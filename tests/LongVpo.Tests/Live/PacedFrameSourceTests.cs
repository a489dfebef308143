using System.Runtime.CompilerServices;
using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Time;
using LongVpo.Media.Live;

namespace LongVpo.Tests.Live;

/// <summary>A file played as if it were live: nothing before its moment, and what a slow reader loses is counted.</summary>
public sealed class PacedFrameSourceTests
{
    private static readonly FrameThumb Thumb = new(new byte[FrameThumb.LumaLength], new byte[FrameThumb.ChromaLength], new byte[FrameThumb.ChromaLength]);

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Nothing_is_told_before_its_moment_and_everything_by_it(double pace)
    {
        var time = new ManualTime();
        var source = new PacedFrameSource(new ScriptedFrames(100), new LiveOptions(), time);
        var told = new List<MediaEvent>();
        var reading = ReadAsync(source, pace, told, null);

        for (var second = 0; second < 4; second++)
        {
            var due = 1 + (second * 25);
            await ReachedAsync(told, due + 1, time);
            lock (told) Assert.Equal(due, told.Count(t => t is FrameDecoded));
            for (var i = 0; i < 25; i++)
            {
                time.Advance(TimeSpan.FromSeconds(0.04 / pace));
                await ReachedAsync(told, Math.Min(due + 1 + i + 1, 101), time);
            }
        }

        time.Advance(TimeSpan.FromSeconds(1));
        await reading;
        Assert.IsType<ClockRead>(told[0]);
        Assert.Equal(100, told.Count(t => t is FrameDecoded));
        Assert.IsType<StreamEnded>(told[^1]);
    }

    [Fact]
    public async Task Without_a_pace_it_is_the_file_itself()
    {
        var told = new List<MediaEvent>();

        await ReadAsync(new PacedFrameSource(new ScriptedFrames(100), new LiveOptions(), new ManualTime()), pace: null, told, null);

        Assert.Equal(101, told.Count);
    }

    [Fact]
    public async Task A_reader_that_stands_still_loses_the_oldest_frames_counted()
    {
        var time = new ManualTime();
        var meter = new SourceMeter();
        var source = new PacedFrameSource(new ScriptedFrames(100), new LiveOptions { QueueFrames = 10 }, time);
        var request = new SourceRequest { Location = "film", Pace = 1, Meter = meter };
        await using var reader = source.ReadAsync(request, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await reader.MoveNextAsync());

        // Nobody reads while the whole film is played.
        for (var due = 1; due <= 100; due++)
        {
            while (meter.Current.Received < due)
            {
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
                // The pump may read the clock just before it is moved and set its timer just after; it then waits for a little more.
                if (time.WaitingTimers > 0) time.Advance(TimeSpan.FromTicks(1));
                await Task.Yield();
            }

            time.Advance(TimeSpan.FromSeconds(0.04));
        }

        Assert.Equal(10, meter.Current.Pending);
        time.Advance(TimeSpan.FromSeconds(1));
        var told = new List<MediaEvent>();
        while (await reader.MoveNextAsync()) told.Add(reader.Current);

        Assert.Equal(90, Assert.Single(told.OfType<FramesDropped>()).Frames);
        Assert.Equal(10, told.Count(t => t is FrameDecoded));
        Assert.Equal(90, ((StreamEnded)told[^1]).Counters.FramesDropped);
        Assert.Equal(new SourceLedger(100, 10, 90, 0, 0), meter.Current);
    }

    [Fact]
    public async Task What_could_not_be_decoded_in_time_is_a_gap_and_the_file_goes_on_where_it_is_by_then()
    {
        var time = new ManualTime();
        // The picture at two seconds takes twenty.
        var file = new ScriptedFrames(2500, (frame, from) => { if (frame == 50 && from is null) time.Advance(TimeSpan.FromSeconds(20)); });
        var told = new List<MediaEvent>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var events = new PacedFrameSource(file, new LiveOptions { QueueFrames = 100 }, time).ReadAsync(new SourceRequest { Location = "film", Pace = 1 }, stop.Token).GetAsyncEnumerator(stop.Token);
        while (await NextAsync(events, time))
        {
            told.Add(events.Current);
            if (told.OfType<GapFound>().Any() && events.Current is FrameDecoded) break;
            time.Advance(TimeSpan.FromSeconds(0.04));
        }

        var gap = told.OfType<GapFound>().Single();
        Assert.True(told.OfType<FrameDecoded>().Where(f => f.Time < gap.Range.End).All(f => f.Time < gap.Range.Start));
        Assert.InRange(gap.Range.Start.Seconds, 11.9, 12.1);
        Assert.True(gap.Range.End.Seconds >= 31.9, $"{gap.Range}");
        Assert.Equal(gap.Range.End, ((FrameDecoded)told[^1]).Time);
    }

    private static async Task ReadAsync(IFrameSource source, double? pace, List<MediaEvent> told, SourceMeter? meter)
    {
        await foreach (var happened in source.ReadAsync(new SourceRequest { Location = "film", Pace = pace, Meter = meter }, TestContext.Current.CancellationToken))
            lock (told) told.Add(happened);
    }

    // A wait that was reckoned just before the clock moved ends a frame late, and a clock that only moves for frames would then wait for the frame that waits for it.
    private static async Task<bool> NextAsync(IAsyncEnumerator<MediaEvent> events, ManualTime time)
    {
        var next = events.MoveNextAsync().AsTask();
        while (await Task.WhenAny(next, Task.Delay(200, TestContext.Current.CancellationToken)) != next)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromSeconds(0.04));
        }

        return await next;
    }

    // The pump and the reader run on other threads; the clock stands still until they have come as far as they can.
    private static async Task ReachedAsync(List<MediaEvent> told, int count, ManualTime time)
    {
        while (true)
        {
            lock (told)
                if (told.Count >= count && (time.WaitingTimers > 0 || told.Count >= 101)) return;
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed class ScriptedFrames(int count, Action<int, MediaTime?>? before = null) : IFrameSource
    {
        public async IAsyncEnumerable<MediaEvent> ReadAsync(SourceRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Assert.Null(request.Meter);
            for (var i = 0; i < count; i++)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                before?.Invoke(i, request.From);
                if (new MediaTime(i + 250, new TimeBase(1, 25)) < request.From) continue;
                yield return new FrameDecoded(new MediaTime(i + 250, new TimeBase(1, 25)), Thumb, null, Corrupt: false);
            }

            yield return new StreamEnded(StreamEnd.Finished, new MediaTime(count + 250, new TimeBase(1, 25)), new SourceCounters(), null);
        }
    }
}
