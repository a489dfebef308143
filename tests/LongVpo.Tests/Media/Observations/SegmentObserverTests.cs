using System.Collections.Immutable;
using LongVpo.Core.Frames;
using LongVpo.Core.Observations;
using LongVpo.Core.Options;
using LongVpo.Core.Time;
using LongVpo.Media.Observations;
using LongVpo.TestKit;
using Microsoft.Extensions.Logging;

namespace LongVpo.Tests.Media.Observations;

/// <summary>The observer must lose no words at a segment's border, tell the same after a restart, and hold no frames that it does not need.</summary>
public sealed class SegmentObserverTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_line_that_crosses_a_border_is_listed_on_both_sides_with_its_own_range()
    {
        await using var observer = Observer();
        await observer.PushAsync(Line(3, 7, "across"), Stop);

        var first = await observer.SealAsync(Footage.Span(0, 5), Stop);
        var second = await observer.SealAsync(Footage.Span(5, 10), Stop);
        var third = await observer.SealAsync(Footage.Span(10, 15), Stop);

        Assert.Equal(Footage.Range(3, 7), Assert.Single(first.Observations.Of(ObservationKind.Subtitle)).Range);
        Assert.Equal(Footage.Range(3, 7), Assert.Single(second.Observations.Of(ObservationKind.Subtitle)).Range);
        Assert.Empty(third.Observations.Of(ObservationKind.Subtitle));
        Assert.NotNull(first.Carry);
        Assert.Null(second.Carry);
    }

    [Fact]
    public async Task A_line_that_completes_late_is_listed_where_it_completes()
    {
        await using var observer = Observer();
        await observer.SealAsync(Footage.Span(0, 5), Stop);
        await observer.PushAsync(Line(4, 4.9, "late", TextOrigin.ClosedCaption), Stop);

        var second = await observer.SealAsync(Footage.Span(5, 10), Stop);

        Assert.Equal("late", Assert.Single(second.Observations.Of(ObservationKind.ClosedCaption)).Text);
        Assert.Empty((await observer.SealAsync(Footage.Span(10, 15), Stop)).Observations.Of(ObservationKind.ClosedCaption));
    }

    [Fact]
    public async Task A_caption_that_stands_over_a_cut_is_listed_on_both_sides_as_far_as_it_is_known()
    {
        await using var observer = Observer();
        await observer.PushAsync(Line(3, 3, "stan", TextOrigin.ClosedCaption) with { Open = true }, Stop);
        await observer.PushAsync(Line(3, 4, "stands", TextOrigin.ClosedCaption) with { Open = true }, Stop);
        var first = await observer.SealAsync(Footage.Span(0, 5), Stop);
        await using var resumed = Observer(first.Carry);
        var second = await resumed.SealAsync(Footage.Span(5, 8), Stop);
        await resumed.PushAsync(Line(3, 9, "stands here", TextOrigin.ClosedCaption), Stop);
        var third = await resumed.SealAsync(Footage.Span(8, 12), Stop);

        Assert.Equal([(Footage.Range(3, 5), "stands"), (Footage.Range(3, 8), "stands"), (Footage.Range(3, 9), "stands here")],
            new[] { first, second, third }.Select(s => Assert.Single(s.Observations.Of(ObservationKind.ClosedCaption))).Select(o => (o.Range, o.Text!)));
        Assert.Null(third.Carry);
    }

    [Fact]
    public async Task A_caption_that_nobody_ends_is_given_up()
    {
        await using var observer = Observer();
        await observer.PushAsync(Line(3, 3, "stuck", TextOrigin.ClosedCaption) with { Open = true }, Stop);
        await observer.SealAsync(Footage.Span(0, 10), Stop);

        Assert.Single((await observer.SealAsync(Footage.Span(10, 20), Stop)).Observations.Of(ObservationKind.ClosedCaption));
        var last = await observer.SealAsync(Footage.Span(20, 30), Stop);
        Assert.Empty(last.Observations.Of(ObservationKind.ClosedCaption));
        Assert.Null(last.Carry);
    }

    [Fact]
    public async Task A_line_for_later_waits_for_its_segment()
    {
        await using var observer = Observer();
        await observer.PushAsync(Line(12, 13, "ahead"), Stop);

        Assert.Empty((await observer.SealAsync(Footage.Span(0, 5), Stop)).Observations.Of(ObservationKind.Subtitle));
        Assert.Empty((await observer.SealAsync(Footage.Span(5, 10), Stop)).Observations.Of(ObservationKind.Subtitle));
        Assert.Single((await observer.SealAsync(Footage.Span(10, 15), Stop)).Observations.Of(ObservationKind.Subtitle));
    }

    [Fact]
    public async Task An_observer_that_goes_on_from_a_carry_tells_the_same_even_when_it_hears_a_line_again()
    {
        await using var whole = Observer(text: new CountingReader());
        await whole.PushAsync(Line(3, 7, "across"), Stop);
        var carry = (await whole.SealAsync(Footage.Span(0, 5), Stop)).Carry;
        var expected = await whole.SealAsync(Footage.Span(5, 10), Stop);

        await using var resumed = Observer(carry, new CountingReader());
        await resumed.PushAsync(Line(3, 7, "across"), Stop);
        var told = await resumed.SealAsync(Footage.Span(5, 10), Stop);

        Assert.Equal(expected.Observations, told.Observations);
        Assert.Equal(expected.Carry, told.Carry);
    }

    [Fact]
    public void A_carry_that_no_observer_wrote_is_refused_in_one_sentence()
    {
        var refusal = Assert.Throws<FormatException>(() => Observer("not a carry"));

        Assert.Contains("analyse the video anew", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_too_many_lines_wait_the_oldest_is_given_up_and_said_so()
    {
        using var logs = new RecordingLogs();
        await using var observer = new SegmentObserver(new ObservationOptions { MostPendingLines = 2 }, null, null, logs.CreateLogger<SegmentObserver>(), null);
        for (var i = 0; i < 3; i++) await observer.PushAsync(Line(1 + i, 2 + i, $"line {i}"), Stop);

        var told = await observer.SealAsync(Footage.Span(0, 5), Stop);

        Assert.Equal(["line 1", "line 2"], told.Observations.Of(ObservationKind.Subtitle).Select(o => o.Text));
        Assert.Contains(logs.Entries, e => e.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task The_thumbnail_is_a_frame_that_looks_like_the_segment_and_all_leases_come_back()
    {
        using var pool = new FrameBufferPool(4);
        var encoder = new TimeEncoder();
        await using (var observer = Observer(thumbnails: encoder))
        {
            for (var i = 0; i < 20; i++)
            {
                var thumb = i is 0 or 1 or 19 ? Footage.Plain(2, 2, 2) : Footage.Thumb((x, y) => ((byte)(x * 4), (byte)(y * 7), (byte)(((x / 4) + (y / 4)) % 2 * 200)));
                using var frame = new Frame(Footage.At(i * 0.5), 2, 2, pool.Rent(12, Stop), pool);
                await observer.PushAsync(new FrameDecoded(frame.Time, thumb, frame, false), Stop);
                Assert.InRange(pool.Outstanding, 1, 3);
            }

            var sealedSegment = await observer.SealAsync(Footage.Span(0, 10), Stop);

            Assert.NotEmpty(sealedSegment.Thumbnail);
            Assert.InRange(encoder.Encoded!.Value.Seconds, 1, 9);
            Assert.Equal((20, 0), (sealedSegment.FramesDecoded, sealedSegment.FramesCorrupt));
        }

        Assert.Equal(0, pool.Outstanding);
    }

    [Fact]
    public async Task Screen_text_is_listed_with_the_rest_and_its_carry_reaches_the_next_session()
    {
        using var pool = new FrameBufferPool(2);
        await using var observer = Observer(text: new CountingReader());
        for (var segment = 0; segment < 3; segment++)
        {
            using var frame = new Frame(Footage.At(segment * 5), 2, 2, pool.Rent(12, Stop), pool);
            await observer.PushAsync(new FrameDecoded(frame.Time, Footage.Plain(99, 99, 99), frame, false), Stop);

            var told = await observer.SealAsync(Footage.Span(segment * 5, (segment + 1) * 5), Stop);

            Assert.Equal($"{segment + 1} frames so far", Assert.Single(told.Observations.Of(ObservationKind.ScreenText)).Text);
        }
    }

    private static SegmentObserver Observer(string? carry = null, IScreenTextReader? text = null, IThumbnailEncoder? thumbnails = null) =>
        new(new ObservationOptions(), text, thumbnails, new RecordingLogs().CreateLogger<SegmentObserver>(), carry);

    private static TextDecoded Line(double start, double end, string text, TextOrigin origin = TextOrigin.Subtitle) => new(Footage.Range(start, end), text, origin, "en");

    /// <summary>Stands for a reader: says how many frames all sessions so far have seen, which only a carry can tell it.</summary>
    private sealed class CountingReader : IScreenTextReader
    {
        public IScreenTextSession Begin(string? carry) => new Session(carry?.Length ?? 0);

        private sealed class Session(int before) : IScreenTextSession
        {
            private int _frames = before;

            public ValueTask PushAsync(Frame frame, CancellationToken cancellationToken)
            {
                _frames++;
                return ValueTask.CompletedTask;
            }

            public ValueTask<ScreenTextResult> FinishAsync(TimeRange range, CancellationToken cancellationToken) => ValueTask.FromResult(new ScreenTextResult(
                [new Observation { Kind = ObservationKind.ScreenText, Range = range, Text = FormattableString.Invariant($"{_frames} frames so far") }], new string('|', _frames)));

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }

    private sealed class TimeEncoder : IThumbnailEncoder
    {
        public MediaTime? Encoded { get; private set; }

        public ImmutableArray<byte> Encode(Frame frame, int maxSide)
        {
            Encoded = frame.Time;
            return [1, 2, 3];
        }
    }
}
