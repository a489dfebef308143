using LongVpo.Core.Frames;
using LongVpo.Core.Observations;
using LongVpo.Core.Options;
using LongVpo.Core.Time;

namespace LongVpo.Media.Observations;

/// <summary>Measures how loud a segment is and where it is silent; a segment without sound says neither, since no sound is not silence.</summary>
internal sealed class SoundMeter(ObservationOptions options)
{
    /// <summary>What digital silence is told as, in dBFS: the floor of 16 bits.</summary>
    private const double Floor = -96;

    private readonly List<(TimeRange Range, double Energy, int Samples)> _blocks = [];

    public void Add(AudioDecoded sound)
    {
        double energy = 0;
        foreach (var sample in sound.Samples.Span) energy += (double)sample * sample;
        if (sound.Samples.Length > 0) _blocks.Add((sound.Range, energy / (32768.0 * 32768.0), sound.Samples.Length));
    }

    public IEnumerable<Observation> Measure(TimeRange whole)
    {
        var blocks = _blocks.Where(b => b.Range.Overlaps(whole)).ToList();
        if (blocks.Count == 0) yield break;
        var level = Decibels(blocks.Sum(b => b.Energy), blocks.Sum(b => b.Samples));
        var word = level < options.QuietDecibels ? "quiet" : level < options.LoudDecibels ? "moderate" : "loud";
        var heard = new TimeRange(MediaTime.Max(whole.Start, blocks[0].Range.Start), MediaTime.Min(whole.End, blocks[^1].Range.End));
        yield return new Observation { Kind = ObservationKind.Loudness, Range = heard, Text = word, Value = Math.Round(level, 1) };
        foreach (var silence in SilencesIn(blocks, whole)) yield return new Observation { Kind = ObservationKind.Silence, Range = silence, Value = Math.Round(silence.Duration.TotalSeconds, 3) };
    }

    private IEnumerable<TimeRange> SilencesIn(List<(TimeRange Range, double Energy, int Samples)> blocks, TimeRange whole)
    {
        foreach (var stretch in Stretch.Where(blocks.Count, i => Decibels(blocks[i].Energy, blocks[i].Samples) < options.SilenceDecibels))
        {
            var start = MediaTime.Max(whole.Start, blocks[stretch.First].Range.Start);
            var end = MediaTime.Min(whole.End, blocks[stretch.Last].Range.End);
            if (end.Since(start).TotalSeconds >= options.ShortestSilenceSeconds) yield return new TimeRange(start, end);
        }
    }

    private static double Decibels(double energy, int samples) => Math.Max(Floor, 10 * Math.Log10(Math.Max(1e-12, energy / samples)));
}
