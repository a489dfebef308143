using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace LongVpo.Models.Tokens;

/// <summary>
/// Brings text to Unicode's composed form (NFC), as tokenizers were trained on it. The library's own <c>Normalize</c> returns text unchanged where globalization is invariant, as it is here, so the
/// tables come with the program (<c>canonical.txt</c>). Lone surrogates become U+FFFD.
/// </summary>
public static class CanonicalForm
{
    private const int SyllableFirst = 0xAC00;
    private const int LeadFirst = 0x1100;
    private const int VowelFirst = 0x1161;
    private const int TailFirst = 0x11A7;
    private const int Vowels = 21;
    private const int Tails = 28;
    private const int Syllables = 19 * Vowels * Tails;

    private static readonly Tables Data = Tables.Read();

    /// <summary>The composed form of a text; the text itself where it is composed already.</summary>
    public static string Compose(string text)
    {
        // Nothing below the first combining mark is ever changed.
        if (!text.AsSpan().ContainsAnyInRange('\u0300', '\uFFFF')) return text;

        var codes = new List<(int Code, byte Class)>(text.Length);
        foreach (var rune in text.EnumerateRunes()) Decompose(rune.Value, codes);
        Order(codes);
        var composed = Join(codes);

        var result = new StringBuilder(text.Length);
        Span<char> units = stackalloc char[2];
        foreach (var code in composed) result.Append(units[..new Rune(code).EncodeToUtf16(units)]);
        return result.ToString();
    }

    private static void Decompose(int code, List<(int Code, byte Class)> into)
    {
        if (code is >= SyllableFirst and < SyllableFirst + Syllables)
        {
            var place = code - SyllableFirst;
            into.Add((LeadFirst + (place / (Vowels * Tails)), 0));
            into.Add((VowelFirst + (place / Tails % Vowels), 0));
            if (place % Tails > 0) into.Add((TailFirst + (place % Tails), 0));
        }
        else if (Data.Parts.TryGetValue(code, out var parts))
        {
            Decompose(parts.First, into);
            if (parts.Second != 0) Decompose(parts.Second, into);
        }
        else
        {
            into.Add((code, Data.Classes.GetValueOrDefault(code)));
        }
    }

    /// <summary>Sorts each run of marks by combining class, marks of one class in the order they came.</summary>
    private static void Order(List<(int Code, byte Class)> codes)
    {
        for (var start = 0; start < codes.Count; start++)
        {
            if (codes[start].Class == 0) continue;
            var end = start;
            while (end < codes.Count && codes[end].Class != 0) end++;
            if (end - start > 1)
            {
                var sorted = codes.GetRange(start, end - start).OrderBy(code => code.Class).ToList();
                for (var i = 0; i < sorted.Count; i++) codes[start + i] = sorted[i];
            }

            start = end;
        }
    }

    private static List<int> Join(List<(int Code, byte Class)> codes)
    {
        var result = new List<int>(codes.Count);
        var (starter, last) = (-1, -1);
        foreach (var (code, combining) in codes)
        {
            // A mark is blocked from its starter by one of its own or a higher class between them; another starter by anything.
            if (starter >= 0 && (last < combining || last == -1) && Pair(result[starter], code) is { } whole)
            {
                result[starter] = whole;
                continue;
            }

            if (combining == 0) (starter, last) = (result.Count, -1);
            else last = combining;
            result.Add(code);
        }

        return result;
    }

    private static int? Pair(int first, int second)
    {
        if (first is >= LeadFirst and < LeadFirst + 19 && second is >= VowelFirst and < VowelFirst + Vowels)
            return SyllableFirst + ((((first - LeadFirst) * Vowels) + second - VowelFirst) * Tails);
        if (first is >= SyllableFirst and < SyllableFirst + Syllables && (first - SyllableFirst) % Tails == 0 && second is > TailFirst and < TailFirst + Tails)
            return first + second - TailFirst;
        return Data.Pairs.TryGetValue((first, second), out var whole) ? whole : null;
    }

    private sealed record Tables(FrozenDictionary<int, byte> Classes, FrozenDictionary<int, (int First, int Second)> Parts, FrozenDictionary<(int First, int Second), int> Pairs)
    {
        public static Tables Read()
        {
            var classes = new Dictionary<int, byte>();
            var parts = new Dictionary<int, (int First, int Second)>();
            var pairs = new Dictionary<(int First, int Second), int>();
            using var reader = new StreamReader(typeof(CanonicalForm).Assembly.GetManifestResourceStream("canonical.txt")!, Encoding.ASCII);
            while (reader.ReadLine() is { } line)
            {
                var fields = line.Split(' ');
                if (fields[0] == "c")
                {
                    for (var code = Code(fields[1]); code <= Code(fields[2]); code++) classes.Add(code, byte.Parse(fields[3], CultureInfo.InvariantCulture));
                }
                else if (fields[0] is "p" or "d")
                {
                    var pair = (Code(fields[2]), fields.Length > 3 ? Code(fields[3]) : 0);
                    parts.Add(Code(fields[1]), pair);
                    if (fields[0] == "p") pairs.Add(pair, Code(fields[1]));
                }
            }

            return new Tables(classes.ToFrozenDictionary(), parts.ToFrozenDictionary(), pairs.ToFrozenDictionary());
        }

        private static int Code(string field) => int.Parse(field, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
