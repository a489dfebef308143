using System.Collections.Frozen;

namespace LongVpo.Models.Tokens;

/// <summary>The printable characters by which byte-level vocabularies write bytes: printable Latin-1 stands for itself, the other 68 bytes for U+0100 and on, in order.</summary>
internal static class ByteAlphabet
{
    private static readonly char[] Characters = Make();
    private static readonly FrozenDictionary<char, byte> Values = Characters.Select((character, value) => (character, value)).ToFrozenDictionary(pair => pair.character, pair => (byte)pair.value);

    /// <summary>The character that stands for a byte.</summary>
    public static char Of(byte value) => Characters[value];

    /// <summary>The bytes that a word of the vocabulary stands for, or null where it has a character that stands for none.</summary>
    public static byte[]? Bytes(string word)
    {
        var bytes = new byte[word.Length];
        for (var i = 0; i < word.Length; i++)
            if (!Values.TryGetValue(word[i], out bytes[i])) return null;
        return bytes;
    }

    private static char[] Make()
    {
        var next = (char)0x100;
        return [.. Enumerable.Range(0, 256).Select(value => value is (>= 33 and <= 126) or (>= 161 and <= 172) or >= 174 ? (char)value : next++)];
    }
}
