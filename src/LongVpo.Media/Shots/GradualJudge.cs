using LongVpo.Core.Options;
using LongVpo.Core.Time;

namespace LongVpo.Media.Shots;

/// <summary>
/// Finds dissolves and wipes by the way the picture takes: in both, every place of every mixed frame lies between what was there before and
/// what is there after, so the frames walk straight from one picture to the other. Movement of things or of the camera takes a detour.
/// </summary>
internal sealed class GradualJudge(ShotOptions options)
{
    /// <summary>Half lengths that are tried, in seconds: each about 1.5 times the last, so that every real length is well fitted by one.</summary>
    private static readonly double[] Halves = [0.1, 0.16, 0.25, 0.4, 0.6, 0.9];

    /// <summary>How far apart two gradual changes are at least; candidates nearer than this compete. Seconds.</summary>
    public const double RivalSeconds = 0.6;

    /// <summary>How far the centre of a change may lie from a frame that belongs to it, for short changes; in longer ones no frame looks like a cut. Seconds.</summary>
    private const double CoverSeconds = 0.3;

    /// <summary>A single step that covers more of the way than this is a cut or a flash, not a mix.</summary>
    private const float LongestStep = 0.4f;

    /// <summary>Mixed frames there must be; two pictures with one blend between them are a blended cut.</summary>
    private const int FewestMixed = 2;

    /// <summary>Longest step of a change that overrules a cut within it: around a blended cut, movement can seem to mix further frames, but the blend stays a leap.</summary>
    private const float LongestCoveringStep = 0.28f;

    /// <summary>Share of the way that may be walked back again on the whole: noise, and things that move in both pictures.</summary>
    private const float MostBackwards = 0.25f;

    /// <summary>A wipe leaves few tiles undecided; a dissolve and most movement leave a third and more.</summary>
    private const float MostIndecision = 0.21f;

    /// <summary>A wipe shows true pictures on both sides of its line, so it must walk straighter than a dissolve.</summary>
    private const float WipeDetourShare = 0.7f;

    /// <summary>Frames on each side that are asked whether a picture returns.</summary>
    private const int ReturnLooks = 5;

    /// <summary>Two pictures this alike but for their brightness are one picture whose exposure changes.</summary>
    private const float MostCorrelation = 0.78f;

    /// <summary>Time beyond a change in which the picture must have come to rest, and the share of the way it may still go in it.</summary>
    private const double LongestBeyond = 0.4;
    private const float MostBeyond = 0.75f;

    public GradualChange? ChangeAt(Film film, int index)
    {
        var own = CandidateAt(film, index);
        if (own.Score <= 0) return null;
        var last = film.Ahead(index, RivalSeconds);
        for (var i = film.Back(index, RivalSeconds); i <= last; i++)
        {
            var rival = CandidateAt(film, i).Score;
            if (rival > own.Score || (rival == own.Score && i < index)) return null;
        }

        return own;
    }

    /// <summary>
    /// Whether a frame belongs to a gradual change. The last frames of a dissolve into a faint picture look like a cut on their own, because
    /// the old picture's strong edges hide the new ones until then.
    /// </summary>
    public bool Covers(Film film, int index)
    {
        var last = film.Ahead(index, CoverSeconds);
        for (var i = film.Back(index, CoverSeconds); i <= last; i++)
        {
            var change = CandidateAt(film, i);
            if (change.Score <= 0 || change.LongestStep > LongestCoveringStep || film[index].Look.Time < change.Mixed.Start) continue;
            if (film[Math.Max(0, index - 1)].Look.Time <= change.Mixed.End) return true;
        }

        return false;
    }

    private GradualChange CandidateAt(Film film, int index)
    {
        var step = film[index];
        if (step.Gradual is null)
        {
            step.Gradual = GradualChange.None;
            if (IsNearBlank(film, index)) return step.Gradual;
            foreach (var half in Halves)
            {
                if (half > options.LongestHalfDissolveSeconds) break;
                var found = Measure(film, index, half);
                if (found.Score > step.Gradual.Score) step.Gradual = found;
            }
        }

        return step.Gradual;
    }

    private GradualChange Measure(Film film, int index, double half)
    {
        var first = film.Back(index, half);
        var last = film.Ahead(index, half);
        if (index - first < 2 || last - index < 2) return GradualChange.None;
        var (from, to) = (film[first].Look, film[last].Look);
        var way = Likeness.LayoutDistance(from, to);
        if (way < options.LeastChange * 2) return GradualChange.None;
        var before = new Progress(from, film[index - 1].Look, to);
        var here = new Progress(from, film[index].Look, to);
        if (before.Share >= 0.5f || here.Share < 0.5f || here.Detour(way) > options.MostDetour * 1.5) return GradualChange.None;
        return Judge(film, first, index, last, way);
    }

    private GradualChange Judge(Film film, int first, int index, int last, float way)
    {
        var (from, to) = (film[first].Look, film[last].Look);
        var walked = new Walk(from, to, way);
        for (var i = first + 1; i < last; i++) walked.Add(film[i].Look);

        walked.Arrive();
        if (walked.LongestStep > LongestStep || walked.Mixed < FewestMixed || walked.Backwards > MostBackwards || walked.Detour > options.MostDetour)
            return GradualChange.None;
        var isDissolve = walked.DetailKept <= options.MostDetailInDissolve;
        var isWipe = walked.Indecision <= MostIndecision && walked.Detour <= options.MostDetour * WipeDetourShare;
        if (!isDissolve && !isWipe) return GradualChange.None;
        var structure = Likeness.StructureDistance(from, to);
        if (structure < options.LeastNewStructureInMix || GoesOn(film, first, last, way) || IsInterruption(film, first, index, last)) return GradualChange.None;
        if (Likeness.Correlation(from, to) > MostCorrelation) return GradualChange.None;
        return new GradualChange(way * (1 - walked.Detour) * structure, new TimeRange(walked.Start, walked.End), walked.LongestStep);
    }

    /// <summary>The picture went on changing at the same pace before or after: then this stretch is a part of a movement, not a change of its own.</summary>
    private bool GoesOn(Film film, int first, int last, float way)
    {
        var half = (film[last].Seconds - film[first].Seconds) / 2;
        var beyond = Math.Min(Math.Min(half, LongestBeyond), options.LongestHalfDissolveSeconds - half);
        if (beyond <= 0) return false;
        var (earlier, later) = (film.Back(first, beyond), film.Ahead(last, beyond));
        return Likeness.LayoutDistance(film[earlier].Look, film[first].Look) > MostBeyond * way
            || Likeness.LayoutDistance(film[last].Look, film[later].Look) > MostBeyond * way;
    }

    /// <summary>The old picture is back soon after, or the new one was there shortly before: something passed in front.</summary>
    private bool IsInterruption(Film film, int first, int index, int last)
    {
        var (from, to) = (film[first].Look, film[last].Look);
        var end = film.Ahead(index, options.LongestHalfDissolveSeconds);
        for (var i = end; i > last; i -= Math.Max(1, (end - last) / ReturnLooks))
            if (Likeness.StructureDistance(from, film[i].Look) < options.LeastNewStructure) return true;
        var start = film.Back(index, options.LongestHalfDissolveSeconds);
        if (Likeness.StructureDistance(film[start].Look, film[end].Look) < options.LeastNewStructureInMix) return true;
        for (var i = start; i < first; i += Math.Max(1, (first - start) / ReturnLooks))
            if (Likeness.StructureDistance(film[i].Look, to) < options.LeastNewStructure) return true;
        return false;
    }

    /// <summary>Around a blank the change is a fade, and judged as one.</summary>
    private bool IsNearBlank(Film film, int index)
    {
        var last = film.Ahead(index, options.LongestHalfDissolveSeconds);
        for (var i = film.Back(index, options.LongestHalfDissolveSeconds); i <= last; i++)
            if (film[i].Look.BlankDeviation < options.MostBlankDeviation) return true;
        return false;
    }
}
