using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Time;

namespace LongVpo.Core.Speech;

/// <summary>
/// Cuts sound into stretches between pauses, as it comes: what is quiet is never sent anywhere, and because a stretch ends where nobody speaks, its own times are those of what
/// was said. What goes on without a pause is cut where it is quietest.
/// </summary>
/// <param name="options">What is a pause.</param>
public sealed class UtteranceCutter(SpeechOptions options)
{
    // The beginning of a word is quieter than the word.
    private static readonly TimeSpan Lead = TimeSpan.FromMilliseconds(200);

    // Timestamps are rounded; a step beyond this is a hole, or a jump of the clock.
    private static readonly TimeSpan Hole = TimeSpan.FromMilliseconds(100);

    private readonly List<(AudioDecoded Block, double Level)> _open = [];
    private bool _speaking;
    private MediaTime? _end;

    /// <summary>Everything before this has been given out, or was quiet; null before the first sound.</summary>
    public MediaTime? HeardUntil => _speaking ? _open[0].Block.Range.Start : _end;

    /// <summary>Takes the next block of sound.</summary>
    /// <returns>The stretch that ended with it; null when none did.</returns>
    public Utterance? Push(AudioDecoded block)
    {
        ArgumentNullException.ThrowIfNull(block);
        var ended = _end is { } end && block.Range.Start.Since(end).Duration() > Hole ? Finish() : null;
        _end = block.Range.End;
        var level = Level(block.Samples.Span);
        _open.Add((block, level));
        if (!_speaking)
        {
            _speaking = level > options.QuietDecibels;
            if (!_speaking) while (_open.Count > 0 && Length(0) > Lead) _open.RemoveAt(0);
            return ended;
        }

        return ended ?? (IsPause() ? Cut(_open.Count) : Length(0) >= options.LongestStretch ? Cut(Quietest()) : null);
    }

    /// <summary>The stretch that was under way when the sound ended; null when there was none.</summary>
    public Utterance? Finish() => _speaking ? Cut(_open.Count) : Nothing();

    /// <summary>Level of samples in dBFS; of no samples and of digital silence, negative infinity.</summary>
    public static double Level(ReadOnlySpan<short> samples)
    {
        if (samples.IsEmpty) return double.NegativeInfinity;
        var sum = 0.0;
        foreach (var sample in samples) sum += (double)sample * sample;
        return 10 * Math.Log10(sum / samples.Length / (32_768.0 * 32_768.0));
    }

    private Utterance? Nothing()
    {
        _open.Clear();
        return null;
    }

    private TimeSpan Length(int from) => _open[^1].Block.Range.End.Since(_open[from].Block.Range.Start);

    private bool IsPause()
    {
        var first = _open.FindLastIndex(o => o.Level > options.QuietDecibels) + 1;
        return first < _open.Count && Length(first) >= options.Pause;
    }

    // Not in the first half, so that a stretch is never shorter than half of what may be sent.
    private int Quietest()
    {
        var best = _open.Count - 1;
        for (var i = _open.Count - 1; i > _open.Count / 2; i--) if (_open[i].Level < _open[best].Level) best = i;
        return best;
    }

    private Utterance? Cut(int count)
    {
        var taken = _open[..count];
        _open.RemoveRange(0, count);
        var loud = taken.Where(o => o.Level > options.QuietDecibels).Sum(o => o.Block.Range.Duration.TotalSeconds);
        var last = taken.FindLastIndex(o => o.Level > options.QuietDecibels);
        // The pause that ended it belongs to nobody, but for the last sound to die away in.
        var keep = Math.Min(taken.Count, last + 3);
        _speaking = _open.Exists(o => o.Level > options.QuietDecibels);
        if (!_speaking) _open.Clear();
        if (loud < options.ShortestSound.TotalSeconds) return null;
        var samples = new short[taken.Take(keep).Sum(o => o.Block.Samples.Length)];
        var filled = 0;
        foreach (var (block, _) in taken.Take(keep))
        {
            block.Samples.Span.CopyTo(samples.AsSpan(filled));
            filled += block.Samples.Length;
        }

        return new Utterance(new TimeRange(taken[0].Block.Range.Start, taken[keep - 1].Block.Range.End), samples);
    }
}
