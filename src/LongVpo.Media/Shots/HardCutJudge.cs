using LongVpo.Core.Options;

namespace LongVpo.Media.Shots;

/// <summary>
/// Decides whether a frame starts a new shot at once. The structure must be new, more so than around it, and neither picture may be
/// the other side's neighbour: a picture that was there just before, or comes back right after, was only interrupted.
/// </summary>
internal sealed class HardCutJudge(ShotOptions options)
{
    /// <summary>How far around a frame others are asked how restless the picture is anyway. Seconds.</summary>
    private const double NeighbourhoodSeconds = 0.17;

    /// <summary>Share of the textured picture that may stand unchanged over a cut; black bars at the sides of both shots keep a quarter.</summary>
    private const float MostKept = 0.45f;

    /// <summary>How near a blank a change is part of a fade. Seconds.</summary>
    private const double NearBlankSeconds = 0.2;

    /// <summary>Share of a cut's new structure that a returning picture may still show: it moved on while it was hidden.</summary>
    private const float ReturnedShare = 0.65f;

    /// <summary>What one unit of the leap (the natural logarithm of a change against the largest around it) counts beside the structure.</summary>
    private const float LeapWeight = 0.2f;

    /// <summary>Levels of change that any picture may show from frame to frame, so that a still one does not make a small change a leap.</summary>
    private const float Restless = 3f;

    public bool IsCut(Film film, int index)
    {
        var step = film[index];
        if (index == 0 || step.Layout < options.LeastChange || IsNearBlank(film, index)) return false;
        return IsCut(film, new Leap(index - 1, index, step.Structure, step.Layout));
    }

    /// <summary>A cut with one blended frame on it, as rate conversion leaves them: it belongs to the side whose picture prevails in it.</summary>
    public bool IsBlendedCut(Film film, int index) =>
        !IsNearBlank(film, index) && (IsBlendedCut(film, index, blend: index, prevails: true) || IsBlendedCut(film, index, blend: index - 1, prevails: false));

    /// <summary>Next to a blank the structure of a fading picture breaks up; what happens there is judged as a fade.</summary>
    private bool IsNearBlank(Film film, int index)
    {
        var last = film.Ahead(index, NearBlankSeconds);
        for (var i = film.Back(index, NearBlankSeconds); i <= last; i++)
            if (film[i].Look.BlankDeviation < options.MostBlankDeviation) return true;
        return false;
    }

    private bool IsBlendedCut(Film film, int index, int blend, bool prevails)
    {
        if (blend < 1 || blend + 1 >= film.Count) return false;
        if (film[blend].Layout < options.LeastChange || film[blend + 1].Layout < options.LeastChange) return false;
        var (before, after) = (film[blend - 1].Look, film[blend + 1].Look);
        var way = Likeness.LayoutDistance(before, after);
        var progress = new Progress(before, film[blend].Look, after);
        if (progress.Detour(way) > options.MostDetour || progress.Share is < 0.1f or > 0.9f || progress.Share >= 0.5f != prevails) return false;
        var structure = Likeness.StructureDistance(before, after);
        return structure >= options.LeastNewStructureInMix && IsAtRest(film, blend + 1, way) && IsCut(film, new Leap(blend - 1, blend + 1, structure, way));
    }

    /// <summary>The new picture has arrived: within a dissolve it would go on changing as it did.</summary>
    private static bool IsAtRest(Film film, int index, float way) =>
        Likeness.LayoutDistance(film[index].Look, film[film.Ahead(index, NeighbourhoodSeconds)].Look) < way / 2;

    private bool IsCut(Film film, Leap leap) =>
        leap.Structure >= options.LeastNewStructure && leap.Layout >= options.LeastChange
        && StandsOut(film, leap) && !IsPartial(film, leap) && !IsInterruption(film, leap);

    /// <summary>Much of the picture stands as it was: a frame, a banner or an inset changed around it.</summary>
    private static bool IsPartial(Film film, Leap leap) => Likeness.KeptShare(film[leap.From].Look, film[leap.To].Look) > MostKept;

    private bool StandsOut(Film film, Leap leap)
    {
        var first = Math.Max(1, Math.Min(leap.From, film.Back(leap.To, NeighbourhoodSeconds)));
        var last = Math.Min(film.Count - 1, Math.Max(leap.To + 1, film.Ahead(leap.To, NeighbourhoodSeconds)));
        var (structure, layout) = (0f, 0f);
        for (var i = first; i <= last; i++)
            if (i <= leap.From || i > leap.To) (structure, layout) = (MathF.Max(structure, film[i].Structure), MathF.Max(layout, film[i].Layout));
        var prominence = leap.Structure - structure;
        var outdone = Math.Clamp(MathF.Log(leap.Layout / (layout + Restless)), -1.5f, 1.5f);
        return prominence >= options.LeastProminence && leap.Structure + prominence + (LeapWeight * outdone) >= options.LeastEvidence;
    }

    private bool IsInterruption(Film film, Leap leap)
    {
        var (before, after) = (film[leap.From].Look, film[leap.To].Look);
        var limit = leap.Structure * ReturnedShare;
        var (first, last) = (film.Back(leap.From, options.InterruptionSeconds), film.Ahead(leap.To, options.InterruptionSeconds));
        if (first < leap.From && last > leap.To && Likeness.StructureDistance(film[first].Look, film[last].Look) < limit) return true;
        for (var i = last; i > leap.To; i--)
            if (Likeness.StructureDistance(before, film[i].Look) < limit) return true;
        for (var i = first; i < leap.From; i++)
            if (Likeness.StructureDistance(film[i].Look, after) < limit) return true;
        return false;
    }

    /// <summary>A change from one frame to another, with how much of the structure and of the coarse picture is new.</summary>
    private readonly record struct Leap(int From, int To, float Structure, float Layout);
}
