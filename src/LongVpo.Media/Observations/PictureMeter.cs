using LongVpo.Core.Frames;
using LongVpo.Core.Observations;
using LongVpo.Core.Options;
using LongVpo.Core.Time;

namespace LongVpo.Media.Observations;

/// <summary>
/// Measures brightness, black, movement and damage of one segment's frames. A frame holds until the next one, so every mean is weighted by
/// time and a recording with uneven frames is measured as it is seen.
/// </summary>
internal sealed class PictureMeter(ObservationOptions options)
{
    /// <summary>Levels of change per 40 ms that sensor and compression noise cause in a still picture.</summary>
    private const double NoiseLevels = 0.35;

    /// <summary>Levels of change per 40 ms that are half way to the strongest movement: a brisk pan over a street.</summary>
    private const double HalfwayLevels = 6;

    /// <summary>Share of the picture that must be black; a logo or burnt-in clock may remain.</summary>
    private const double BlackShare = 0.98;

    /// <summary>Damage further apart than this is told separately. Seconds.</summary>
    private const double DamageGapSeconds = 1;

    private readonly List<FrameSample> _samples = [];
    private FrameThumb? _before;

    public IReadOnlyList<FrameSample> Samples => _samples;

    public void Add(FrameDecoded frame)
    {
        var thumb = frame.Thumb;
        long sum = 0;
        foreach (var level in thumb.Luma) sum += level;
        var change = _before is null ? 0 : ChangeRate(_before, thumb, frame.Time.Since(_samples[^1].Time).TotalSeconds);
        _samples.Add(new FrameSample(
            frame.Time, (float)sum / FrameThumb.LumaLength, IsBlack(thumb), change, ColourNames.SharesOf(thumb), frame.Corrupt));
        _before = thumb;
    }

    public IEnumerable<Observation> Measure(Timeline timeline) =>
        _samples.Count == 0 ? [] : [.. Motion(timeline), Brightness(timeline), .. Black(timeline), .. Damage(timeline)];

    private bool IsBlack(FrameThumb thumb)
    {
        var (dark, coloured) = (0, 0);
        foreach (var level in thumb.Luma)
            if (level <= options.BlackLevel) dark++;
        if (dark < BlackShare * FrameThumb.LumaLength) return false;
        for (var i = 0; i < FrameThumb.ChromaLength; i++)
            if (Math.Max(Math.Abs(thumb.Blue[i] - 128), Math.Abs(thumb.Red[i] - 128)) > options.BlackChroma) coloured++;
        return coloured <= (1 - BlackShare) * FrameThumb.ChromaLength;
    }

    private static float ChangeRate(FrameThumb before, FrameThumb after, double seconds)
    {
        long sum = 0;
        for (var i = 0; i < FrameThumb.LumaLength; i++) sum += Math.Abs(before.Luma[i] - after.Luma[i]);
        // A step longer than a fifth of a second is a slide that changes, not slow movement, and is not thinned out further.
        return (float)((double)sum / FrameThumb.LumaLength * 0.04 / Math.Clamp(seconds, 0.001, 0.2));
    }

    private IEnumerable<Observation> Motion(Timeline timeline)
    {
        if (_samples.Count < 2) yield break;
        double changes = 0, weights = 0;
        for (var i = 1; i < _samples.Count; i++)
        {
            var weight = _samples[i].Time.Since(_samples[i - 1].Time).TotalSeconds;
            changes += weight * Math.Max(0, _samples[i].Change - NoiseLevels);
            weights += weight;
        }

        var rate = changes / weights;
        var motion = rate / (rate + HalfwayLevels);
        var word = motion switch { < 0.02 => "still", < 0.15 => "slight", < 0.4 => "moderate", _ => "strong" };
        yield return new Observation { Kind = ObservationKind.Motion, Range = timeline.Whole, Text = word, Value = Math.Round(motion, 3) };
    }

    private Observation Brightness(Timeline timeline)
    {
        double sum = 0, weights = 0;
        for (var i = 0; i < _samples.Count; i++)
        {
            var weight = Math.Max(1e-6, timeline.SecondsOf(_samples, i));
            sum += weight * _samples[i].Brightness;
            weights += weight;
        }

        var brightness = sum / weights / 255;
        var word = brightness switch { < 0.2 => "dark", < 0.38 => "dim", < 0.65 => "medium", _ => "bright" };
        return new Observation { Kind = ObservationKind.Brightness, Range = timeline.Whole, Text = word, Value = Math.Round(brightness, 3) };
    }

    private IEnumerable<Observation> Black(Timeline timeline)
    {
        foreach (var stretch in Stretch.Where(_samples.Count, i => _samples[i].Black))
        {
            var range = timeline.RangeOf(_samples, stretch);
            var seconds = range.Duration.TotalSeconds;
            if (seconds >= options.ShortestBlackSeconds) yield return new Observation { Kind = ObservationKind.Black, Range = range, Value = Math.Round(seconds, 3) };
        }
    }

    private IEnumerable<Observation> Damage(Timeline timeline)
    {
        Stretch? open = null;
        var frames = 0;
        for (var i = 0; i < _samples.Count; i++)
        {
            if (!_samples[i].Corrupt) continue;
            if (open is { } before && _samples[i].Time.Since(_samples[before.Last].Time).TotalSeconds > DamageGapSeconds)
            {
                yield return DamageOf(timeline, before, frames);
                (open, frames) = (null, 0);
            }

            open = new Stretch(open?.First ?? i, i);
            frames++;
        }

        if (open is { } last) yield return DamageOf(timeline, last, frames);
    }

    private Observation DamageOf(Timeline timeline, Stretch stretch, int frames) =>
        new() { Kind = ObservationKind.Damage, Range = timeline.RangeOf(_samples, stretch), Value = frames };
}
