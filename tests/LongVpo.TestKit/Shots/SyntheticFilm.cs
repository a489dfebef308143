using LongVpo.Core.Frames;
using LongVpo.Core.Time;

namespace LongVpo.TestKit.Shots;

/// <summary>
/// A film made of synthetic scenes with transitions and traps at places that are known exactly, because real footage never has enough of any one of them.
/// </summary>
public sealed class SyntheticFilm
{
    public const int FrameLength = FrameThumb.LumaLength + (2 * FrameThumb.ChromaLength);

    private readonly List<(MediaTime Time, FrameThumb Thumb)> _frames = [];
    private readonly List<int> _cuts = [];
    private readonly List<(double, double, string)> _graduals = [];
    private readonly List<(double, string)> _traps = [];
    private readonly Random _random;
    private readonly TimeBase _timeBase;
    private readonly int _ticks;

    /// <param name="seed">Decides the noise.</param>
    /// <param name="framesPerSecond">Rate; frames are evenly spaced.</param>
    public SyntheticFilm(int seed, double framesPerSecond)
    {
        _random = new Random(seed);
        FramesPerSecond = framesPerSecond;
        _timeBase = new TimeBase(1, 90_000);
        _ticks = (int)Math.Round(90_000 / framesPerSecond);
    }

    public double FramesPerSecond { get; }

    public IReadOnlyList<(MediaTime Time, FrameThumb Thumb)> Frames => _frames;

    public ShotTruth Truth => new() { Cuts = _cuts, Graduals = _graduals, Traps = _traps };

    private double Now => _frames.Count / FramesPerSecond;

    /// <summary>Films a scene; everything that happens in it is a trap at its middle when it has a name.</summary>
    /// <param name="scene">What is filmed.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="trap">Name of the event, or null when nothing happens.</param>
    /// <param name="change">Changes a picture, given the share of the stretch that is over.</param>
    public void Shoot(SyntheticScene scene, double seconds, string? trap = null, Action<float[], double>? change = null)
    {
        ArgumentNullException.ThrowIfNull(scene);
        var count = Math.Max(1, (int)Math.Round(seconds * FramesPerSecond));
        if (trap is not null) _traps.Add((Now + (seconds / 2), trap));
        for (var i = 0; i < count; i++)
        {
            var picture = scene.Film(1 / FramesPerSecond, _random);
            change?.Invoke(picture, (double)i / count);
            Add(picture);
        }
    }

    /// <summary>The next frame begins a new shot.</summary>
    public void Cut() => _cuts.Add(_frames.Count);

    /// <summary>One scene gives way to another; the mixing function gives the new one's weight at a cell for the share of the time that is over.</summary>
    public void Mix(SyntheticScene before, SyntheticScene after, double seconds, string kind, Func<int, double, double> weight)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(weight);
        var count = Math.Max(3, (int)Math.Round(seconds * FramesPerSecond));
        _graduals.Add((Now, Now + (count / FramesPerSecond), kind));
        for (var i = 0; i < count; i++)
        {
            var (old, picture) = (before.Film(1 / FramesPerSecond, _random), after.Film(1 / FramesPerSecond, _random));
            for (var k = 0; k < FrameLength; k++)
            {
                var share = Math.Clamp(weight(ColumnOf(k), (i + 1.0) / (count + 1)), 0, 1);
                picture[k] = (float)((old[k] * (1 - share)) + (picture[k] * share));
            }

            Add(picture);
        }
    }

    /// <summary>Fades a scene to or from one colour.</summary>
    public void Fade(SyntheticScene scene, double seconds, float level, bool into)
    {
        ArgumentNullException.ThrowIfNull(scene);
        var count = Math.Max(3, (int)Math.Round(seconds * FramesPerSecond));
        for (var i = 0; i < count; i++)
        {
            var share = (float)((i + 1.0) / (count + 1));
            var picture = scene.Film(1 / FramesPerSecond, _random);
            for (var k = 0; k < FrameLength; k++)
            {
                var blank = k < FrameThumb.LumaLength ? level : 128;
                picture[k] += (blank - picture[k]) * (into ? share : 1 - share);
            }

            Add(picture);
        }
    }

    /// <summary>Shows nothing but one level.</summary>
    public void Blank(double seconds, float level)
    {
        for (var i = (int)Math.Round(seconds * FramesPerSecond); i > 0; i--)
        {
            var picture = new float[FrameLength];
            Array.Fill(picture, level, 0, FrameThumb.LumaLength);
            Array.Fill(picture, 128, FrameThumb.LumaLength, 2 * FrameThumb.ChromaLength);
            Add(picture);
        }
    }

    /// <summary>Says that what is filmed inside the action is one gradual change.</summary>
    public void Gradually(string kind, Action film)
    {
        ArgumentNullException.ThrowIfNull(film);
        var start = Now;
        film();
        _graduals.Add((start, Now, kind));
    }

    private static int ColumnOf(int cell) => cell < FrameThumb.LumaLength ? cell % FrameThumb.Width : (cell - FrameThumb.LumaLength) % FrameThumb.ChromaWidth * 2;

    private void Add(float[] picture)
    {
        var bytes = Array.ConvertAll(picture, level => (byte)Math.Clamp(level + 0.5f, 0, 255));
        _frames.Add((
            new MediaTime((long)_frames.Count * _ticks, _timeBase),
            new FrameThumb(bytes[..FrameThumb.LumaLength], bytes[FrameThumb.LumaLength..(FrameThumb.LumaLength + FrameThumb.ChromaLength)], bytes[(FrameThumb.LumaLength + FrameThumb.ChromaLength)..])));
    }
}
