using LongVpo.Core.Frames;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Tests.Core.Segments;

/// <summary>
/// A cutter that keeps the port's promise with no picture analysis: a thumb's first byte is the shot it belongs to, its second how that shot opens. It tells a boundary
/// only after its latency and never compares frames further apart than its look-back.
/// </summary>
public sealed class ScriptedCutter : IShotCutter
{
    public static readonly TimeSpan LookBack = TimeSpan.FromSeconds(3);
    public static readonly TimeSpan Latency = TimeSpan.FromSeconds(1.2);

    private readonly Queue<ShotBoundary> _certainSoon = new();
    private (MediaTime Time, byte Shot)? _before;

    public MediaTime? DecidedUntil { get; private set; }

    public void Push(MediaTime time, FrameThumb thumb, ICollection<ShotBoundary> found)
    {
        ArgumentNullException.ThrowIfNull(thumb);
        ArgumentNullException.ThrowIfNull(found);
        if (_before is { } before && before.Shot != thumb.Luma[0] && time.Since(before.Time) <= LookBack)
        {
            var kind = (Opening)thumb.Luma[1];
            var transition = kind == Opening.Hard ? new TimeRange(time, time) : new TimeRange(time.Plus(TimeSpan.FromSeconds(-0.2)), time.Plus(TimeSpan.FromSeconds(0.2)));
            _certainSoon.Enqueue(new ShotBoundary(time, kind, transition));
        }

        _before = (time, thumb.Luma[0]);
        DecidedUntil = time.Plus(-Latency);
        while (_certainSoon.TryPeek(out var next) && next.At < DecidedUntil) found.Add(_certainSoon.Dequeue());
    }

    public void Finish(ICollection<ShotBoundary> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        while (_certainSoon.TryDequeue(out var next)) found.Add(next);
    }

    /// <summary>Makes them.</summary>
    public sealed class Factory : IShotCutterFactory
    {
        public TimeSpan LookBack => ScriptedCutter.LookBack;

        public IShotCutter Create() => new ScriptedCutter();
    }
}
