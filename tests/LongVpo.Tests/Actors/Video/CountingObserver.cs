using System.Collections.Immutable;
using System.Globalization;
using LongVpo.Core.Frames;
using LongVpo.Core.Observations;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;

namespace LongVpo.Tests.Actors.Video;

/// <summary>
/// An observer whose every word depends on all events of its segment and, through the carry, on all segments before: an event that is lost, doubled or handed to the
/// wrong segment changes everything after it.
/// </summary>
public sealed class CountingObserver(string? carry, Gremlin gremlin, Func<Task> pace) : ISegmentObserver
{
    private string? _carry = carry;
    private long _frames;
    private int _sounds;
    private int _lines;
    private byte _shot;

    public async ValueTask PushAsync(MediaEvent happened, CancellationToken cancellationToken)
    {
        gremlin.Pass("observer");
        gremlin.Pass($"observed {happened.GetType().Name}");
        await pace().WaitAsync(cancellationToken);
        switch (happened)
        {
            case FrameDecoded frame:
                _frames++;
                _shot = frame.Thumb.Luma[0];
                if (frame.Sampled is { } sampled) Assert.Equal(12, sampled.Pixels.Length);
                break;
            case AudioDecoded: _sounds++; break;
            case TextDecoded: _lines++; break;
        }
    }

    public ValueTask<ObservedSegment> SealAsync(SegmentSpan span, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(span);
        gremlin.Pass("seal");
        var words = string.Create(CultureInfo.InvariantCulture, $"{_frames} frames, {_sounds} sounds, {_lines} lines after {_carry?.Length ?? 0}");
        _carry = string.Create(CultureInfo.InvariantCulture, $"{(_carry ?? string.Empty).GetStableHash()}:{words}");
        var look = ImmutableArray.Create(MathF.Cos(_shot % 7), MathF.Sin(_shot % 7));
        var observed = new ObservedSegment
        {
            Observations = [new Observation { Kind = ObservationKind.ScreenText, Range = span.Range, Text = _carry, Value = 1 }],
            Descriptor = look,
            Carry = _carry,
            FramesDecoded = _frames,
        };
        (_frames, _sounds, _lines, _shot) = (0, 0, 0, 0);
        return ValueTask.FromResult(observed);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Makes them.</summary>
    public sealed class Factory : ISegmentObserverFactory
    {
        public Gremlin Gremlin { get; set; } = Gremlin.None;

        /// <summary>Awaited before each event is taken.</summary>
        public Func<Task> Pace { get; set; } = () => Task.CompletedTask;

        public ISegmentObserver Create(SourceDescription source, string? carry) => new CountingObserver(carry, Gremlin, Pace);
    }
}
