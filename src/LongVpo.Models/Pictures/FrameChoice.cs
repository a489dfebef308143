namespace LongVpo.Models.Pictures;

/// <summary>The published rules by which frames of a video were chosen when models were trained or asked; a model answers best about frames chosen as it knows them.</summary>
public static class FrameChoice
{
    /// <summary>The native processor's: the middle of each of <paramref name="count"/> equal parts.</summary>
    /// <param name="frames">Frames of the video, at least <paramref name="count"/>.</param>
    /// <param name="count">How many are chosen.</param>
    public static int[] Centred(int frames, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, count);
        var part = (double)frames / count;
        return [.. Enumerable.Range(0, count).Select(k => (int)((part / 2) + (k * part)))];
    }

    /// <summary>The original's for asking: as <see cref="Centred"/>, but over the last index instead of the count, and each step rounded to even.</summary>
    /// <param name="last">Index of the last frame.</param>
    /// <param name="count">How many are chosen.</param>
    /// <param name="fps">Frames per second, for the bounds.</param>
    /// <param name="bounds">From and to, in seconds; the whole video without.</param>
    public static int[] Rounded(int last, int count, double fps = 1, (double From, double To)? bounds = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(last);
        var from = bounds is { } low ? Math.Max(0, Math.Round(low.From * fps, MidpointRounding.ToEven)) : 0;
        var to = bounds is { } high ? Math.Min(last, Math.Round(high.To * fps, MidpointRounding.ToEven)) : last;
        var part = (to - from) / count;
        return [.. Enumerable.Range(0, count).Select(k => (int)(from + (part / 2) + Math.Round(part * k, MidpointRounding.ToEven)))];
    }

    /// <summary>The original's for training: the middle frame of each part in whole frames; short videos repeat their last frame.</summary>
    public static int[] Middle(int frames, int count) => Parts(frames, count, static (first, last) => (first + last) / 2);

    /// <summary>As <see cref="Middle"/>, but any frame of each part, so that training sees different ones each time.</summary>
    /// <param name="frames">Frames of the video.</param>
    /// <param name="count">How many are chosen.</param>
    /// <param name="random">Decides; the same state gives the same frames.</param>
    public static int[] Random(int frames, int count, Random random) => Parts(frames, count, (first, last) => first >= last ? first : random.Next(first, last));

    private static int[] Parts(int frames, int count, Func<int, int, int> choose)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        var parts = Math.Min(frames, count);
        var step = (double)frames / parts;
        var chosen = Enumerable.Range(0, parts).Select(k => choose((int)(k * step), (k + 1 == parts ? frames : (int)((k + 1) * step)) - 1)).ToList();
        chosen.AddRange(Enumerable.Repeat(chosen[^1], count - parts));
        return [.. chosen];
    }
}
