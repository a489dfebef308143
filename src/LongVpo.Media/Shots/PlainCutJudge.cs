using LongVpo.Core.Options;

namespace LongVpo.Media.Shots;

/// <summary>
/// Decides about cuts between plain pictures (cards of one colour, skies, walls), which have no structure that could be new: there the coarse
/// colour must change at once and rest before and after. A flash does not rest, and a fade does not change at once.
/// </summary>
internal sealed class PlainCutJudge(ShotOptions options)
{
    /// <summary>How long the colour must rest on each side. Seconds.</summary>
    private const double RestSeconds = 0.2;

    /// <summary>Share of the change that the colour may drift while it rests.</summary>
    private const float MostDrift = 0.25f;

    /// <summary>Mean square of brightness against its neighbourhood below which a picture has no structure: two grey levels of deviation, as compression leaves.</summary>
    private const float MostDetail = 4f;

    /// <summary>Two plain pictures this alike but for their brightness are one picture under another light.</summary>
    private const float MostCorrelation = 0.78f;

    public bool IsCut(Film film, int index)
    {
        if (index == 0 || film[index].Layout < options.LeastChange) return false;
        var (before, after) = (film[index - 1].Look, film[index].Look);
        return IsPlain(before) && IsPlain(after) && !IsOtherLight(before, after) && Rests(film, index) && !IsInterruption(film, index);
    }

    private bool IsPlain(Look look) => IsBlank(look) || look.Detail < MostDetail;

    private bool IsBlank(Look look) => look.BlankDeviation < options.MostBlankDeviation;

    private bool IsOtherLight(Look before, Look after) =>
        !IsBlank(before) && !IsBlank(after) && Likeness.ChromaDistance(before, after) < options.LeastChange && Likeness.Correlation(before, after) > MostCorrelation;

    private static bool Rests(Film film, int index)
    {
        var limit = MostDrift * film[index].Layout;
        for (var i = film.Back(index - 1, RestSeconds); i < index - 1; i++)
            if (Likeness.LayoutDistance(film[i].Look, film[index - 1].Look) > limit) return false;
        for (var i = film.Ahead(index, RestSeconds); i > index; i--)
            if (Likeness.LayoutDistance(film[index].Look, film[i].Look) > limit) return false;
        return true;
    }

    /// <summary>The colour before is back soon after, or the one after was there shortly before.</summary>
    private bool IsInterruption(Film film, int index)
    {
        var limit = film[index].Layout / 2;
        for (var i = film.Ahead(index, options.InterruptionSeconds); i > index; i--)
            if (Likeness.LayoutDistance(film[index - 1].Look, film[i].Look) < limit) return true;
        for (var i = film.Back(index - 1, options.InterruptionSeconds); i < index - 1; i++)
            if (Likeness.LayoutDistance(film[i].Look, film[index].Look) < limit) return true;
        return false;
    }
}
