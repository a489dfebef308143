using System.Collections.Frozen;
using System.Text;
using LongVpo.Models.Checkpoints;

namespace LongVpo.Models.Tokens;

/// <summary>Byte-level byte-pair encoding, as the Qwen models use it: any text becomes ids and comes back unchanged, but for its Unicode form.</summary>
public sealed class BytePairTokenizer : ITokenizer
{
    /// <summary>Largest id that is read. The largest published vocabulary of the family has 151,936.</summary>
    internal const int MaxId = (1 << 21) - 1;

    private readonly byte[][] _bytes;
    private readonly FrozenDictionary<int, AddedToken> _added;
    private readonly FrozenDictionary<string, int> _addedIds;
    private readonly AddedTokenFinder _finder;
    private readonly PieceScanner _scanner;
    private readonly BytePairMerger _merger;
    private readonly bool _composes;

    /// <summary>Checks what was read and makes a tokenizer of it.</summary>
    /// <param name="vocabulary">What the files say.</param>
    /// <param name="place">The file, for messages.</param>
    /// <exception cref="CheckpointException">It does not fit together.</exception>
    internal BytePairTokenizer(BytePairVocabulary vocabulary, string place)
    {
        _scanner = PieceScanner.For(vocabulary.Pattern)
            ?? throw new CheckpointException($"{place} cuts text by a pattern that is not known ({Shortened(vocabulary.Pattern)}); use a model with the tokenizer of Qwen2, Qwen3 or Llama 3.");
        _composes = vocabulary.Composes;
        _added = vocabulary.Added.ToFrozenDictionary(token => token.Id);
        _addedIds = vocabulary.Added.ToFrozenDictionary(token => token.Text, token => token.Id, StringComparer.Ordinal);
        _finder = new AddedTokenFinder(vocabulary.Added);
        _bytes = BytesById(vocabulary, place);
        _merger = new BytePairMerger(ByteIds(vocabulary.Words, place), Merges(vocabulary, place));
    }

    /// <inheritdoc/>
    public int Size => _bytes.Length;

    /// <inheritdoc/>
    public int[] Encode(string text)
    {
        var ids = new List<int>((text.Length / 3) + 8);
        var rest = text.AsSpan();
        while (_finder.First(rest) is { } found)
        {
            AddPlain(new string(rest[..found.At]), ids);
            ids.Add(found.Token.Id);
            rest = rest[(found.At + found.Token.Text.Length)..];
        }

        AddPlain(rest.Length == text.Length ? text : new string(rest), ids);
        return [.. ids];
    }

    /// <inheritdoc/>
    public int[] EncodePlain(string text)
    {
        var ids = new List<int>((text.Length / 3) + 8);
        AddPlain(text, ids);
        return [.. ids];
    }

    /// <inheritdoc/>
    public string Decode(ReadOnlySpan<int> ids, bool skipSpecial = false)
    {
        using var bytes = new MemoryStream();
        foreach (var id in ids)
            if (!skipSpecial || !IsSpecial(id)) bytes.Write(Bytes(id));
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <inheritdoc/>
    public int? Find(string token) => _addedIds.TryGetValue(token, out var id) ? id : null;

    /// <inheritdoc/>
    public bool IsSpecial(int id) => _added.TryGetValue(id, out var token) && token.IsSpecial;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Bytes(int id) => (uint)id < (uint)_bytes.Length ? _bytes[id] : [];

    private void AddPlain(string text, List<int> ids)
    {
        var rest = (_composes ? CanonicalForm.Compose(text) : text).AsSpan();
        while (!rest.IsEmpty)
        {
            var length = _scanner.First(rest);
            _merger.Add(rest[..length], ids);
            rest = rest[length..];
        }
    }

    private static byte[][] BytesById(BytePairVocabulary vocabulary, string place)
    {
        var size = vocabulary.Words.Values.Concat(vocabulary.Added.Select(token => token.Id)).DefaultIfEmpty(-1).Max() + 1;
        var bytes = new byte[size][];
        foreach (var (word, id) in vocabulary.Words)
        {
            if (bytes[id] is not null) throw new CheckpointException($"{place} gives the id {id} to two words; download it again.");
            bytes[id] = ByteAlphabet.Bytes(word) ?? throw new CheckpointException($"{place} has the word {Shortened(word)}, which is not written in bytes; use a model with a byte-level tokenizer.");
        }

        foreach (var token in vocabulary.Added) bytes[token.Id] = Encoding.UTF8.GetBytes(token.Text);
        for (var id = 0; id < size; id++) bytes[id] ??= [];
        return bytes;
    }

    private static int[] ByteIds(Dictionary<string, int> words, string place) =>
        [.. Enumerable.Range(0, 256).Select(value => words.TryGetValue(ByteAlphabet.Of((byte)value).ToString(), out var id)
            ? id
            : throw new CheckpointException($"{place} has no word for the byte {value}; download it again."))];

    private static Dictionary<ulong, (int Rank, int Id)> Merges(BytePairVocabulary vocabulary, string place)
    {
        var merges = new Dictionary<ulong, (int Rank, int Id)>(vocabulary.Merges.Count);
        foreach (var (left, right) in vocabulary.Merges)
        {
            if (!vocabulary.Words.TryGetValue(left, out var first) || !vocabulary.Words.TryGetValue(right, out var second) || !vocabulary.Words.TryGetValue(left + right, out var whole))
                throw new CheckpointException($"{place} merges {Shortened(left)} and {Shortened(right)}, which are not all words of it; download it again.");
            // The first of two equal pairs has the lower rank.
            merges.TryAdd(((ulong)(uint)first << 32) | (uint)second, (merges.Count, whole));
        }

        return merges;
    }

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + "...";
}
