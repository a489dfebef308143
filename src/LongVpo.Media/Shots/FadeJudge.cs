using LongVpo.Core.Options;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Media.Shots;

/// <summary>
/// Judges the edges of blank stretches (black, white or one colour): where a picture goes blank and where it comes out of it. A short blank
/// gives one boundary, where the new picture begins to show; a long one is a shot of its own and gives two.
/// </summary>
internal sealed class FadeJudge(ShotOptions options)
{
    /// <summary>How long one side of an edge must last; flicker around the threshold makes no edges. Seconds.</summary>
    private const double SettledSeconds = 0.2;

    /// <summary>Time in which a fade must be under way; an edge whose whole change happens at once is a cut. Seconds.</summary>
    private const double FadeSeconds = 0.4;

    /// <summary>A blank at the very end counts from this length on. Seconds.</summary>
    private const double ShortestEndSeconds = 0.15;

    /// <summary>How much of a fade is told as its transition on each side, in seconds, and the share of the contrast that counts as the whole picture.</summary>
    private const double LongestSideSeconds = 1.2;
    private const float FullShare = 0.9f;

    /// <summary>Share of the change that one step may take in a fade.</summary>
    private const float LongestStep = 0.5f;

    public bool IsEdge(Film film, int index) => index > 0 && IsBlank(film, index) != IsBlank(film, index - 1);

    /// <summary>The boundary at an edge; null when the edge is none.</summary>
    /// <param name="film">The frames.</param>
    /// <param name="index">The first frame after the edge.</param>
    /// <param name="ended">The film ends with its last frame; otherwise more is to come.</param>
    public ShotBoundary? BoundaryAt(Film film, int index, bool ended)
    {
        var entering = IsBlank(film, index);
        var kind = entering ? Entering(film, index, ended) : Leaving(film, index);
        if (kind is null) return null;
        var at = film[index].Look.Time;
        if (kind == Opening.Hard) return new ShotBoundary(at, Opening.Hard, new TimeRange(at, at));
        var start = entering ? FullBefore(film, index) : FullBefore(film, FirstBlank(film, index));
        var end = entering ? index : FullAfter(film, index);
        return new ShotBoundary(at, Opening.Fade, new TimeRange(film[start].Look.Time, film[end].Look.Time));
    }

    private Opening? Entering(Film film, int index, bool ended)
    {
        for (var i = film.Back(index, SettledSeconds); i < index; i++)
            if (IsBlank(film, i)) return null;
        var last = index;
        while (last + 1 < film.Count && film[last + 1].Seconds <= film[index].Seconds + options.LongBlankSeconds && IsBlank(film, last + 1)) last++;
        var length = film[last].Seconds - film[index].Seconds;
        // Where pictures are missing for so long, the blank is the last that is known, as at the end.
        var isLast = last + 1 == film.Count ? ended : film[last + 1].Seconds - film[last].Seconds > options.LongBlankSeconds;
        var outlasts = isLast ? length >= ShortestEndSeconds : last + 1 < film.Count && IsBlank(film, last + 1);
        return outlasts ? KindOf(film, index, index - 1, film.Back(index - 1, FadeSeconds)) : null;
    }

    private Opening? Leaving(Film film, int index)
    {
        var settled = film.Ahead(index, SettledSeconds);
        for (var i = index; i <= settled; i++)
            if (IsBlank(film, i)) return null;
        var first = FirstBlank(film, index);
        var kind = KindOf(film, index - 1, index, film.Ahead(index, FadeSeconds));
        if (first == 0 || IsBlank(film, first - 1)) return kind;
        if (IsSamePicture(film, first, index)) return null;
        return kind == Opening.Hard ? KindOf(film, first, first - 1, film.Back(first - 1, FadeSeconds)) : kind;
    }

    /// <summary>A blink: the picture before the blank comes back after it.</summary>
    private bool IsSamePicture(Film film, int firstBlank, int index)
    {
        if (film[index].Seconds - film[firstBlank].Seconds > options.InterruptionSeconds) return false;
        var before = film[film.Back(firstBlank - 1, SettledSeconds)].Look;
        var after = film[film.Ahead(index, SettledSeconds)].Look;
        return Likeness.StructureDistance(before, after) < options.LeastNewStructure;
    }

    /// <summary>First frame of the blank before a frame, looking back no further than decides whether it is a long one.</summary>
    private int FirstBlank(Film film, int index)
    {
        var first = index - 1;
        while (first > 0 && film[first - 1].Seconds >= film[index].Seconds - options.LongBlankSeconds && IsBlank(film, first - 1)) first--;
        return first;
    }

    /// <summary>The last frame before a blank that still has nearly all its contrast; the frame itself when it follows another blank one.</summary>
    private int FullBefore(Film film, int index)
    {
        if (index == 0 || IsBlank(film, index - 1)) return index;
        var first = film.Back(index, LongestSideSeconds);
        var most = 0f;
        for (var i = first; i < index; i++) most = MathF.Max(most, film[i].Look.BlankDeviation);
        var full = index - 1;
        while (full > first && film[full].Look.BlankDeviation < FullShare * most) full--;
        return full;
    }

    private static int FullAfter(Film film, int index)
    {
        var last = film.Ahead(index, LongestSideSeconds);
        var most = 0f;
        for (var i = index; i <= last; i++) most = MathF.Max(most, film[i].Look.BlankDeviation);
        var full = index;
        while (full < last && film[full].Look.BlankDeviation < FullShare * most) full++;
        return full;
    }

    private static Opening KindOf(Film film, int blank, int next, int far)
    {
        var whole = Likeness.LayoutDistance(film[blank].Look, film[far].Look);
        var step = Likeness.LayoutDistance(film[blank].Look, film[next].Look);
        return step > LongestStep * whole ? Opening.Hard : Opening.Fade;
    }

    private bool IsBlank(Film film, int index) => film[index].Look.BlankDeviation < options.MostBlankDeviation;
}
