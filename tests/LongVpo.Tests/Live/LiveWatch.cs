using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Time;
using LongVpo.Media.Live;
using Microsoft.Extensions.Logging.Abstractions;

namespace LongVpo.Tests.Live;

/// <summary>One watch of a live source, with everything that must hold in any watch checked as it is told.</summary>
public sealed class LiveWatch
{
    private MediaTime? _lastFrame;
    private MediaTime? _floor;
    private ClockRead? _lastClock;

    public List<MediaTime> Frames { get; } = [];

    public List<GapFound> Gaps { get; } = [];

    public List<ClockRead> Clocks { get; } = [];

    public List<RecordingNoted> Recordings { get; } = [];

    public List<SourceLost> Losses { get; } = [];

    /// <summary>The source was lost, and not only silent.</summary>
    public bool IsGone => Losses.Exists(l => !IsStall(l));

    public List<FramesDropped> Drops { get; } = [];

    public List<TextDecoded> Text { get; } = [];

    public List<(int Width, int Height)> Sizes { get; } = [];

    public TimeSpan Sound { get; private set; }

    public MediaTime? LastSound { get; private set; }

    public int Corrupt { get; private set; }

    public int Found { get; private set; }

    public StreamEnded? Ended { get; private set; }

    public MediaTime Last => _lastFrame ?? MediaTime.Zero;

    public static LongVpoOptions Options => new()
    {
        Live = new LiveOptions { OpenTimeout = TimeSpan.FromSeconds(8), ReadTimeout = TimeSpan.FromSeconds(6), RetryFirst = TimeSpan.FromSeconds(0.2), RetryMost = TimeSpan.FromSeconds(1) },
        Sampling = new SamplingOptions { MaxSidePixels = 160 },
    };

    /// <summary>Watches until enough was seen; a source that says too little is stopped by the limit, and the test sees what there was.</summary>
    public static async Task<LiveWatch> OfAsync(
        string url, Func<LiveWatch, bool> enough, LongVpoOptions? options = null, LiveAnchor? anchor = null, TimeSpan? limit = null, SourceMeter? meter = null, CancellationToken? cancelled = null)
    {
        var watch = new LiveWatch();
        await watch.ReadAsync(new LiveFrameSource(options ?? Options, TimeProvider.System, NullLogger<LiveFrameSource>.Instance),
            new SourceRequest { Location = url, Anchor = anchor, Meter = meter }, enough, limit ?? TimeSpan.FromSeconds(60), cancelled ?? TestContext.Current.CancellationToken);
        return watch;
    }

    public async Task ReadAsync(IFrameSource source, SourceRequest request, Func<LiveWatch, bool> enough, TimeSpan limit, CancellationToken cancelled)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        stop.CancelAfter(limit);
        try
        {
            await foreach (var happened in source.ReadAsync(request, stop.Token))
            {
                Take(happened);
                if (enough(this)) break;
            }
        }
        catch (OperationCanceledException) when (!cancelled.IsCancellationRequested)
        {
            // The limit: what was seen is judged by the test.
        }
    }

    /// <summary>Whether nothing came although the connection stood.</summary>
    public static bool IsStall(SourceLost lost) => lost.Reason.Contains("its connection stands", StringComparison.Ordinal);

    public override string ToString() =>
        $"{Frames.Count} frames to {Last.Seconds:0.00}, {Corrupt} corrupt, sound {Sound.TotalSeconds:0.0} s, gaps [{string.Join(", ", Gaps.Select(g => $"{g.Range.Start.Seconds:0.00}-{g.Range.End.Seconds:0.00} {g.Reason}"))}], "
        + $"losses {Losses.Count} [{string.Join(" ", Losses.Select(l => l.Reason))}], found {Found}, clocks [{string.Join(", ", Clocks.Select(c => $"{c.Time.Seconds:0.00}={c.Utc:ss.ff}{(c.FromStream ? "s" : "")}"))}], drops {Drops.Sum(d => d.Frames)}, sizes {string.Join(",", Sizes)}";

    private void Take(MediaEvent happened)
    {
        Assert.Null(Ended);
        switch (happened)
        {
            case FrameDecoded frame: TakeFrame(frame); break;
            case AudioDecoded sound: TakeSound(sound); break;
            case TextDecoded { Open: false } text: Text.Add(text); break;
            case GapFound gap:
                Assert.True(_lastFrame is null || gap.Range.Start >= _lastFrame, $"A gap begins at {gap.Range.Start.Seconds} before the frame at {_lastFrame?.Seconds}.");
                _floor = gap.Range.End;
                Gaps.Add(gap);
                break;
            case ClockRead clock:
                Assert.True(_lastClock is null || clock.Time >= _lastClock.Time, "A clock reading goes backwards.");
                Assert.True(_floor is null || clock.Time >= _floor, "A clock reading lies in a gap.");
                _lastClock = clock;
                Clocks.Add(clock);
                break;
            case RecordingNoted noted: Recordings.Add(noted); break;
            case FramesDropped dropped: Drops.Add(dropped); break;
            case SourceLost lost: Losses.Add(lost); break;
            case SourceFound: Found++; break;
            case StreamEnded ended: Ended = ended; break;
            default: Assert.Fail($"{happened} is not known here."); break;
        }
    }

    private void TakeFrame(FrameDecoded frame)
    {
        Assert.True(_lastFrame is null || frame.Time > _lastFrame, $"A frame goes back from {_lastFrame?.Seconds} to {frame.Time.Seconds}.");
        Assert.True(_floor is null || frame.Time >= _floor, $"A frame at {frame.Time.Seconds} lies before the end of a gap.");
        _lastFrame = frame.Time;
        Frames.Add(frame.Time);
        if (frame.Corrupt) Corrupt++;
        if (frame.Sampled is not { } picture) return;
        using (picture)
        {
            Assert.Equal(frame.Time, picture.Time);
            Assert.False(frame.Corrupt, "A damaged picture was sampled.");
            if (Sizes.Count == 0 || Sizes[^1] != (picture.Width, picture.Height)) Sizes.Add((picture.Width, picture.Height));
        }
    }

    private void TakeSound(AudioDecoded sound)
    {
        Assert.True(_lastFrame is null || sound.Range.End > _lastFrame, "Sound was told after a picture that is later.");
        Assert.True(_floor is null || sound.Range.Start >= _floor, "Sound lies before the end of a gap.");
        Sound += sound.Range.Duration;
        LastSound = sound.Range.End;
    }
}
