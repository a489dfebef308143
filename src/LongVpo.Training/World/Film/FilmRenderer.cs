namespace LongVpo.Training.World.Film;

/// <summary>
/// Draws the frames of a film when they are asked for, each by itself, so that films of hours take no more memory than two scenes. Frames in order are drawn fastest. Not for several threads at once.
/// </summary>
public sealed class FilmRenderer
{
    private const ulong DamagePurpose = FilmScript.Purpose + 3;
    private readonly FilmScript _film;
    private readonly Canvas _canvas;
    private readonly Damage _damage;
    private readonly ulong _key;
    private readonly byte[] _before;
    private (int Index, ScenePicture? Picture) _now = (-1, null);
    private (int Index, ScenePicture? Picture) _past = (-1, null);

    /// <summary>A renderer of a film at one size and rate.</summary>
    /// <param name="film">What is to be drawn.</param>
    /// <param name="width">In pixels, 16 to 4096. Shapes are as wide as the frame: shrunk to a square they are those of the world.</param>
    /// <param name="height">In pixels, 16 to 4096.</param>
    /// <param name="rate">Frames a second.</param>
    /// <param name="damage">What is made worse; null for nothing.</param>
    /// <exception cref="ArgumentException">The size cannot be.</exception>
    public FilmRenderer(FilmScript film, int width, int height, FrameRate rate, Damage? damage = null)
    {
        if (width is < 16 or > 4096 || height is < 16 or > 4096) throw new ArgumentException($"Frames of {width} by {height} cannot be drawn; each side has 16 to 4096 pixels.");
        (_film, _canvas, _damage, Rate) = (film, Canvas.Stretched(width, height), damage ?? new Damage(), rate);
        _key = WorldRandom.For(film.Seed, DamagePurpose).Next();
        _before = new byte[FrameBytes];
    }

    /// <summary>Pixels from left to right.</summary>
    public int Width => _canvas.Width;

    /// <summary>Pixels from top to bottom.</summary>
    public int Height => _canvas.Height;

    /// <summary>Frames a second.</summary>
    public FrameRate Rate { get; }

    /// <summary>Bytes of a frame: red, green and blue of each pixel, rows from the top, no padding.</summary>
    public int FrameBytes => Width * Height * 3;

    /// <summary>Frames there are.</summary>
    public int FrameCount => Rate.CountUntil(_film.Length);

    /// <summary>Draws a frame.</summary>
    /// <param name="frame">Its number, from 0.</param>
    /// <param name="rgb">Takes <see cref="FrameBytes"/> bytes at its beginning.</param>
    /// <exception cref="ArgumentException">There is no such frame, or too little room.</exception>
    public void Render(int frame, Span<byte> rgb)
    {
        if (frame < 0 || frame >= FrameCount) throw new ArgumentException($"There is no frame {frame} in a film of {FrameCount}.");
        if (rgb.Length < FrameBytes) throw new ArgumentException($"A frame takes {FrameBytes} bytes, and there is room for {rgb.Length}.");
        rgb = rgb[..FrameBytes];
        var shown = Shown(frame);
        Paint(Rate.TimeOf(shown), rgb);
        PictureDamage.Apply(_damage, WorldRandom.Mix(_key + (ulong)shown), _canvas, rgb);
    }

    /// <summary>The frame whose picture a frame shows, itself unless frames are dropped or late.</summary>
    internal int Shown(int frame)
    {
        while (frame > 0 && Chance(frame, 0) < _damage.Dropped) frame--;
        return Chance(frame, 1) < _damage.Late ? Math.Max(0, frame - 1 - Chance(frame, 2) % 3) : frame;
    }

    private int Chance(int frame, ulong which) => (int)(WorldRandom.Mix(_key ^ WorldRandom.Mix((ulong)frame * 4 + which + 1)) % 100);

    private void Paint(long time, Span<byte> rgb)
    {
        var index = _film.SceneAt(time / 1000);
        var scene = _film.Scenes[index];
        if (_now.Index != index) (_past, _now) = (_now, (index, Of(index)));
        _now.Picture!.Paint(time, rgb);
        if (time >= scene.When.From * 1000) return;

        if (_past.Index != index - 1) _past = (index - 1, Of(index - 1));
        _past.Picture!.Paint(time, _before);
        var done = (time - scene.OpeningFrom * 1000) * 1024 / ((scene.When.From - scene.OpeningFrom) * 1000);
        TransitionMixer.Mix(scene.Opening, (int)done, _before, Width, rgb);
    }

    private ScenePicture Of(int index) => _past.Index == index ? _past.Picture! : new ScenePicture(_film.Scenes[index], _canvas);
}
