using System.Diagnostics;
using LongVpo.Core.Frames;
using LongVpo.Core.Observations;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;

namespace LongVpo.Benchmarks.Live;

/// <summary>Stands before the real observers to count what they are given and how long they take, and makes one source's take a multiple of it, as an overloaded stage would.</summary>
/// <param name="inner">The real ones; null observes nothing, to learn what all the rest costs.</param>
/// <param name="slowed">The location whose observing is slowed; null slows none.</param>
/// <param name="factor">How many times as long it takes.</param>
internal sealed class MeteredObservers(ISegmentObserverFactory? inner, string? slowed, double factor) : ISegmentObserverFactory
{
    private long _frames;
    private long _stopwatch;

    /// <summary>Frames that the observers have taken.</summary>
    public long Frames => Interlocked.Read(ref _frames);

    /// <summary>Time on the wall inside the observers, waiting for a core included.</summary>
    public TimeSpan Busy => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _stopwatch));

    public ISegmentObserver Create(SourceDescription source, string? carry) => new Observer(this, inner?.Create(source, carry), source.Location == slowed ? factor : 1);

    private sealed class Observer(MeteredObservers owner, ISegmentObserver? inner, double factor) : ISegmentObserver
    {
        // Timers are no finer than a millisecond, and most events take less.
        private static readonly TimeSpan WorthWaiting = TimeSpan.FromMilliseconds(5);

        private TimeSpan _owed;
        private long _frames;

        public async ValueTask PushAsync(MediaEvent happened, CancellationToken cancellationToken)
        {
            var began = Stopwatch.GetTimestamp();
            if (inner is not null) await inner.PushAsync(happened, cancellationToken);
            await TookAsync(began, cancellationToken);
            if (happened is not FrameDecoded) return;
            _frames++;
            Interlocked.Increment(ref owner._frames);
        }

        public async ValueTask<ObservedSegment> SealAsync(SegmentSpan span, CancellationToken cancellationToken)
        {
            var began = Stopwatch.GetTimestamp();
            var observed = inner is null ? new ObservedSegment { Observations = [], FramesDecoded = _frames } : await inner.SealAsync(span, cancellationToken);
            await TookAsync(began, cancellationToken);
            _frames = 0;
            return observed;
        }

        public ValueTask DisposeAsync() => inner?.DisposeAsync() ?? ValueTask.CompletedTask;

        private async ValueTask TookAsync(long began, CancellationToken cancellationToken)
        {
            var now = Stopwatch.GetTimestamp();
            Interlocked.Add(ref owner._stopwatch, now - began);
            _owed += Stopwatch.GetElapsedTime(began, now) * (factor - 1);
            if (_owed < WorthWaiting) return;
            await Task.Delay(_owed, TimeProvider.System, cancellationToken);
            _owed = TimeSpan.Zero;
        }
    }
}
