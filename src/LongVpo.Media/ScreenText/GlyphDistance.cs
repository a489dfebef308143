namespace LongVpo.Media.ScreenText;

/// <summary>
/// Says how far a reading is from a word when letters that look alike count for less: small print turns a P into a T and VI into an M, but never an O into a K.
/// </summary>
internal static class GlyphDistance
{
    /// <summary>Longest word compared, in letters; longer ones are no single word.</summary>
    public const int Longest = 24;

    private const float Far = 1000;

    /// <summary>Pairs taken for each other in small or blurred print, both ways, and what such an exchange counts; any other exchange counts 1.</summary>
    private static readonly (string Pairs, float Cost)[] Alike =
    [
        ("il oq hb gq", 0.3f),
        ("fp ec oc cg vy hn hu uv ae it lt", 0.5f),
        ("tp ef ij od br pr pb kx kr nu nm nr vw sj ar an hm bd zs sb sg se hk ou dp", 0.6f),
    ];

    /// <summary>One letter that two are taken for: the letter and the two.</summary>
    private static readonly (string Triples, float Cost)[] Merged =
        [("mrn wvv dcl", 0.3f), ("mni min mnn mvi wvi yvi nvi nri uli uil uti nti nll nii hli klc", 0.5f)];

    private static readonly float[] Exchange = BuildExchange();
    private static readonly float[] Merge = BuildMerge();

    /// <param name="reading">Small letters a to z.</param>
    /// <param name="word">Small letters a to z.</param>
    /// <param name="budget">What may be differing at most.</param>
    /// <returns>The least sum of changes; above the budget some number above it.</returns>
    public static float Between(ReadOnlySpan<byte> reading, ReadOnlySpan<byte> word, float budget)
    {
        if (reading.Length > Longest || word.Length > Longest || Math.Abs(reading.Length - word.Length) > budget + 2) return Far;
        Span<float> rows = stackalloc float[3 * (Longest + 1)];
        var before = rows[..(Longest + 1)];
        var above = rows.Slice(Longest + 1, Longest + 1);
        var row = rows[(2 * (Longest + 1))..];
        for (var j = 0; j <= word.Length; j++) above[j] = j;
        for (var i = 1; i <= reading.Length; i++)
        {
            row[0] = i;
            var least = row[0];
            for (var j = 1; j <= word.Length; j++)
            {
                row[j] = Least(reading, word, i, j, before, above, row);
                least = Math.Min(least, row[j]);
            }

            // Two rows back can still be reached by two letters that were read as one.
            if (least > budget && above[..(word.Length + 1)].IndexOfAnyInRange(0, budget) < 0) return Far;
            var oldest = before;
            before = above;
            above = row;
            row = oldest;
        }

        return above[word.Length];
    }

    private static float Least(ReadOnlySpan<byte> reading, ReadOnlySpan<byte> word, int i, int j, Span<float> before, Span<float> above, Span<float> row)
    {
        var (a, b) = (reading[i - 1] - 'a', word[j - 1] - 'a');
        var least = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + Exchange[(a * 26) + b]);
        if (j > 1) least = Math.Min(least, above[j - 2] + Merge[(((a * 26) + word[j - 2] - 'a') * 26) + b]);
        if (i > 1) least = Math.Min(least, before[j - 1] + Merge[(((b * 26) + reading[i - 2] - 'a') * 26) + a]);
        return least;
    }

    private static float[] BuildExchange()
    {
        var costs = new float[26 * 26];
        Array.Fill(costs, 1f);
        for (var i = 0; i < 26; i++) costs[(i * 26) + i] = 0;
        foreach (var (pairs, cost) in Alike)
        {
            foreach (var pair in pairs.Split(' '))
            {
                costs[((pair[0] - 'a') * 26) + pair[1] - 'a'] = cost;
                costs[((pair[1] - 'a') * 26) + pair[0] - 'a'] = cost;
            }
        }

        return costs;
    }

    private static float[] BuildMerge()
    {
        var costs = new float[26 * 26 * 26];
        Array.Fill(costs, Far);
        foreach (var (triples, cost) in Merged)
            foreach (var triple in triples.Split(' ')) costs[((((triple[0] - 'a') * 26) + triple[1] - 'a') * 26) + triple[2] - 'a'] = cost;
        return costs;
    }
}
