namespace LongVpo.Training.World.Film;

/// <summary>Makes a film's sound, by integers alone, so that the same seed gives the same samples on every machine: each scene has a tone or is silent, and so are the changes between them.</summary>
public sealed class FilmSound(FilmScript film)
{
    /// <summary>Samples a second, one channel. No tone has more than 600 Hz.</summary>
    public const int SampleRate = 16_000;

    private const int SamplesPerMillisecond = SampleRate / 1000;
    private const int Loudness = 6000;
    private const int Ramp = SampleRate / 50;
    private const long HalfTurn = 1 << 15;

    /// <summary>Samples there are.</summary>
    public long SampleCount => film.Length * SamplesPerMillisecond;

    /// <summary>Makes samples.</summary>
    /// <param name="first">The number of the first one, from 0.</param>
    /// <param name="samples">Takes them; silence after the end.</param>
    public void Render(long first, Span<short> samples)
    {
        samples.Clear();
        var end = Math.Min(first + samples.Length, SampleCount);
        for (var index = film.SceneAt(first / SamplesPerMillisecond); index < film.Scenes.Length; index++)
        {
            var scene = film.Scenes[index];
            var (from, to) = (scene.When.From * SamplesPerMillisecond, scene.When.To * SamplesPerMillisecond);
            if (from >= end) break;
            if (scene.Tone == 0) continue;
            for (var at = Math.Max(from, first); at < Math.Min(to, end); at++)
                samples[(int)(at - first)] = (short)(Wave((at - from) * scene.Tone * 2 * HalfTurn / SampleRate) * Math.Min(Ramp, Math.Min(at - from, to - 1 - at)) / Ramp);
        }
    }

    /// <summary>A sine to within a six-hundredth (Bhaskara's).</summary>
    private static long Wave(long phase)
    {
        var within = phase % HalfTurn;
        var bow = within * (HalfTurn - within);
        var height = Loudness * 16 * bow / (5 * HalfTurn * HalfTurn - 4 * bow);
        return phase / HalfTurn % 2 == 0 ? height : -height;
    }
}
