namespace LongVpo.Media.ScreenText;

/// <summary>Compares readings, because the same line read twice differs in a letter or a comma, and a clock read twice must not count as the same.</summary>
internal static class TextLikeness
{
    /// <summary>Letters and digits alone, in one case: what two readings of one line agree in.</summary>
    public static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    /// <summary>Whether two readings are of the same words: digits must agree exactly, letters nearly.</summary>
    /// <param name="a">One reading.</param>
    /// <param name="b">The other.</param>
    /// <param name="differing">Largest share of differing letters; more may differ where the place agrees too.</param>
    public static bool SameWords(string a, string b, double differing = 0.25)
    {
        var (x, y) = (Plain(a), Plain(b));
        if (x == y) return true;
        if (x.Length == 0 || y.Length == 0 || string.Concat(x.Where(char.IsDigit)) != string.Concat(y.Where(char.IsDigit))) return false;
        return Distance(x, y) <= differing * Math.Max(x.Length, y.Length);
    }

    /// <summary>Least single-character changes from one text to the other.</summary>
    public static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
