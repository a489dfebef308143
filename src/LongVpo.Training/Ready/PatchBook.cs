using LongVpo.Models.Runners;
using LongVpo.Models.Training;

namespace LongVpo.Training.Ready;

/// <summary>Makes a book of patches out of many (k-means, Lloyd 1982): each is the middle of those that are nearest to it. The same patches always give the same book.</summary>
internal static class PatchBook
{
    /// <summary>Patches of a book. Of 225 stretches of real footage 5 were familiar; with twice as many patches also 5, with half as many 6.</summary>
    public const int Size = 512;

    private const int Rounds = 8;
    private const ulong Seed = 1;

    /// <summary>Makes a book.</summary>
    /// <param name="patches">What is seen, more than <see cref="Size"/>.</param>
    public static float[] Of(IReadOnlyList<float[]> patches)
    {
        var random = new SplitMix(Seed);
        var book = new float[Size * Familiarity.PatchWidth];
        // Drawn without replacement in stretches of equal length, so that no part of the films is left out.
        for (var index = 0; index < Size; index++)
        {
            var (from, to) = ((int)((long)patches.Count * index / Size), (int)((long)patches.Count * (index + 1) / Size));
            patches[from + random.Below(Math.Max(1, to - from))].CopyTo(book, index * Familiarity.PatchWidth);
        }

        for (var round = 0; round < Rounds; round++) Move(book, patches);
        return book;
    }

    private static void Move(float[] book, IReadOnlyList<float[]> patches)
    {
        var measure = new Familiarity(book, 0);
        var sums = new double[book.Length];
        var counts = new int[Size];
        foreach (var patch in patches)
        {
            var (index, _) = measure.Nearest(patch);
            counts[index]++;
            for (var i = 0; i < patch.Length; i++) sums[(index * patch.Length) + i] += patch[i];
        }

        // A patch that is nearest to none stays where it is.
        for (var i = 0; i < book.Length; i++)
            if (counts[i / Familiarity.PatchWidth] is > 0 and var count) book[i] = (float)(sums[i] / count);
    }
}
