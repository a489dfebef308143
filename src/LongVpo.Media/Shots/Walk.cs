using LongVpo.Core.Time;

namespace LongVpo.Media.Shots;

/// <summary>Sums up how the frames between two pictures lead from one to the other, in one pass.</summary>
internal sealed class Walk(Look from, Look to, float way)
{
    /// <summary>Detail a picture is given for free, in squared levels, so that the noise of two flat pictures decides nothing.</summary>
    private const float FreeDetail = 4f;

    private MediaTime? _end;
    private float _share;
    private float _detour;
    private float _detail;
    private float _indecision;
    private int _frames;
    private int _halfWay;

    /// <summary>Time of the last frame that still shows the old picture alone.</summary>
    public MediaTime Start { get; private set; } = from.Time;

    /// <summary>Time of the first frame that shows the new picture alone.</summary>
    public MediaTime End => _end ?? to.Time;

    /// <summary>Largest share of the way covered in one step.</summary>
    public float LongestStep { get; private set; }

    /// <summary>Share of the way walked back again, summed up.</summary>
    public float Backwards { get; private set; }

    /// <summary>Frames that clearly show both.</summary>
    public int Mixed { get; private set; }

    /// <summary>Mean detour of the frames, as a share of the way.</summary>
    public float Detour => _detour / (_frames + 1);

    /// <summary>Fine detail half way, relative to what both ends have: about 0.5 where pictures mix, 1 where they move or are wiped.</summary>
    public float DetailKept => _halfWay == 0 ? 1 : _detail / _halfWay;

    /// <summary>Mean indecision of the frames half way (see <see cref="Likeness.Indecision"/>).</summary>
    public float Indecision => _halfWay == 0 ? 1 : _indecision / _halfWay;

    public void Add(Look look)
    {
        var progress = new Progress(from, look, to);
        Advance(progress.Share);
        _frames++;
        _detour += progress.Detour(way);
        if (progress.Share < 0.1f) Start = look.Time;
        if (progress.Share > 0.9f ) _end ??= look.Time;
        if (progress.Share is > 0.1f and < 0.9f) Mixed++;
        if (progress.Share is <= 0.3f or >= 0.7f) return;
        _halfWay++;
        _detail += look.Detail / (((1 - progress.Share) * from.Detail) + (progress.Share * to.Detail) + FreeDetail);
        _indecision += Likeness.Indecision(from, look, to);
    }

    /// <summary>The last step, to the new picture itself.</summary>
    public void Arrive() => Advance(1);

    private void Advance(float share)
    {
        var step = share - _share;
        LongestStep = MathF.Max(LongestStep, step);
        Backwards += MathF.Max(0, -step);
        _share = share;
    }
}
