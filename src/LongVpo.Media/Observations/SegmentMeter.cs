using System.Collections.Immutable;
using LongVpo.Core.Frames;
using LongVpo.Core.Observations;
using LongVpo.Core.Options;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Media.Shots;

namespace LongVpo.Media.Observations;

/// <summary>
/// Measures one segment from its thumbs and sound alone: how it opens, moves, looks and sounds. It keeps a few numbers per frame and knows
/// nothing of the segments before, so the same frames always give the same facts.
/// </summary>
public sealed class SegmentMeter
{
    /// <summary>Media time between the frames whose look and movement as a whole are compared: long enough for a slow pan to show.</summary>
    private const double LookSeconds = 0.25;

    private readonly PictureMeter _picture;
    private readonly ColourMeter _colours;
    private readonly SoundMeter _sound;
    private readonly CameraMeter _camera = new();
    private readonly DescriptorMeter _descriptor = new();
    private MediaTime? _lastLook;

    public SegmentMeter(ObservationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _picture = new PictureMeter(options);
        _colours = new ColourMeter(options);
        _sound = new SoundMeter(options);
    }

    /// <summary>Takes the segment's next frame, in time order.</summary>
    public void Add(FrameDecoded frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        _picture.Add(frame);
        if (_lastLook is { } last && frame.Time.Since(last).TotalSeconds < LookSeconds) return;
        _lastLook = frame.Time;
        _camera.Add(new Look(frame.Time, frame.Thumb));
        _descriptor.Add(frame.Time, frame.Thumb, _picture.Samples[^1].Black);
    }

    /// <summary>Takes the segment's next piece of sound, in time order.</summary>
    public void Add(AudioDecoded sound)
    {
        ArgumentNullException.ThrowIfNull(sound);
        _sound.Add(sound);
    }

    /// <summary>Says what was measured; every range lies within the segment's.</summary>
    public SegmentMeasurement Measure(SegmentSpan span)
    {
        ArgumentNullException.ThrowIfNull(span);
        var timeline = new Timeline(span.Range);
        var observations = new List<Observation> { Cut(span) };
        observations.AddRange(_picture.Measure(timeline));
        observations.AddRange(_camera.Measure(span.Range));
        observations.AddRange(_colours.Measure(_picture.Samples, timeline));
        observations.AddRange(_sound.Measure(span.Range));
        return new SegmentMeasurement(
            Ordered(observations), _descriptor.Measure(span.Transition), _picture.Samples.Count, _picture.Samples.Count(s => s.Corrupt));
    }

    internal static ImmutableArray<Observation> Ordered(IEnumerable<Observation> observations) =>
        [.. observations.OrderBy(o => o.Range.Start).ThenBy(o => o.Kind).ThenBy(o => o.Box?.Top ?? 0).ThenBy(o => o.Box?.Left ?? 0).ThenByDescending(o => o.Value ?? 0)];

    private static Observation Cut(SegmentSpan span)
    {
        var start = new TimeRange(span.Range.Start, span.Range.Start);
        return new Observation
        {
            Kind = ObservationKind.Cut,
            Range = span.Transition.Intersect(span.Range) ?? start,
            Text = WordFor(span.OpensWith),
            Value = span.Transition.Duration.TotalSeconds,
        };
    }

    private static string WordFor(Opening opening) => opening switch
    {
        Opening.Start => "start",
        Opening.Hard => "hard",
        Opening.Fade => "fade",
        Opening.Dissolve => "dissolve",
        _ => "length",
    };
}
