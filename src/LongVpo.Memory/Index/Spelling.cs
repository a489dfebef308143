using LongVpo.Memory.Projections;
using LongVpo.Memory.Schema;

namespace LongVpo.Memory.Index;

/// <summary>
/// Finds words of the store that are one slip away from a given word: a letter more, less, swapped with its neighbour, or read as another. One slip leaves either
/// the first or the last half of a word as it was, so only words that share a half are compared.
/// </summary>
internal static class Spelling
{
    /// <summary>Words that share a half and are compared; more would cost time and are ever less alike.</summary>
    private const int MaxCompared = 400;

    private const int MaxGiven = 8;

    /// <summary>From this length on any one letter may differ; in shorter words only letters that look alike, or horse would find house.</summary>
    private const int AnyLetterFrom = 7;

    /// <summary>Letters that are mistaken for one another in pictures of text.</summary>
    private static readonly string[] LookAlikes = ["o0cqe", "il1jt", "s5", "b86h", "z27", "g9q", "uvy", "nmhr", "vwy", "ft", "ae4"];

    /// <summary>Near words, most frequent first; empty for words that are too short or no single words.</summary>
    public static List<string> Near(SqliteLink link, string word)
    {
        var folded = SpokenWords.Of(word);
        if (folded.Count != 1) return [];
        var target = folded.First();
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        var (head, tail) = (target[..(target.Length / 2)], SpokenWords.Reversed(target)[..(target.Length / 2)]);
        for (var length = Math.Max(SpokenWords.MinLength, target.Length - 1); length <= target.Length + 1; length++)
        {
            Collect("word", head, length);
            Collect("reversed", tail, length);
        }

        return found.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MaxGiven).Select(pair => pair.Key).ToList();

        void Collect(string column, string half, int length)
        {
            var rows = link.Query(
                $"SELECT word, lines FROM spellings WHERE length = $1 AND {column} >= $2 AND {column} < $3 LIMIT $4",
                row => (Word: row.GetString(0), Lines: row.GetInt64(1)), length, half, half + '\uffff', MaxCompared);
            foreach (var row in rows)
                if (IsNear(target, row.Word)) found[row.Word] = row.Lines;
        }
    }

    /// <summary>Whether two different words are one slip apart.</summary>
    public static bool IsNear(string a, string b)
    {
        if (a.Length > b.Length) (a, b) = (b, a);
        if (b.Length - a.Length > 1 || a == b) return false;
        var same = 0;
        while (same < a.Length && a[same] == b[same]) same++;
        if (b.Length > a.Length) return a.AsSpan(same).SequenceEqual(b.AsSpan(same + 1)) && !IsEnding(same, b);
        if (a.AsSpan(same + 1).SequenceEqual(b.AsSpan(same + 1))) return a.Length >= AnyLetterFrom || LookAlikes.Any(set => set.Contains(a[same]) && set.Contains(b[same]));
        return same + 1 < a.Length && a[same] == b[same + 1] && a[same + 1] == b[same] && a.AsSpan(same + 2).SequenceEqual(b.AsSpan(same + 2));
    }

    /// <summary>A digit more or less at the end is another number or name (room12, room125), not a slip.</summary>
    private static bool IsEnding(int same, string longer) => same == longer.Length - 1 && char.IsDigit(longer[same]);
}
