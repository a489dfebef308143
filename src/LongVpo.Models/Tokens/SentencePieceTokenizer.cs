using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LongVpo.Models.Checkpoints;

namespace LongVpo.Models.Tokens;

/// <summary>
/// SentencePiece's byte-pair encoding, which InternLM2 and Llama use: spaces become U+2581, neighbouring pieces are merged by score, or by the rank of listed pairs, over the whole text, and characters without a piece fall apart into bytes.
/// </summary>
public sealed class SentencePieceTokenizer : ITokenizer
{
    private const char Space = '\u2581';

    private readonly SpacePrefix _prefix;
    private readonly byte[][] _bytes;
    private readonly int[] _byteIds = new int[256];
    private readonly Dictionary<string, (int Id, float Score)> _pieces = new(StringComparer.Ordinal);
    private readonly FrozenDictionary<int, AddedToken> _added;
    private readonly FrozenDictionary<string, int> _addedIds;
    private readonly AddedTokenFinder _finder;
    private readonly AddedTokenFinder _whole;

    /// <summary>Checks a model that was read.</summary>
    internal SentencePieceTokenizer(ImmutableArray<SentencePiece> pieces, SpacePrefix prefix, ImmutableArray<AddedToken> added, bool begins, string place)
    {
        (_prefix, DropsLeadingSpace) = (prefix, prefix != SpacePrefix.None);
        var size = Math.Max(pieces.Length, added.Select(token => token.Id + 1).DefaultIfEmpty().Max());
        _bytes = new byte[size][];
        Array.Fill(_byteIds, -1);
        var all = new Dictionary<string, AddedToken>(StringComparer.Ordinal);
        for (var id = 0; id < pieces.Length; id++)
        {
            var piece = pieces[id];
            _bytes[id] = Encoding.UTF8.GetBytes(piece.Text.Replace(Space, ' '));
            if (piece.Kind == SentenceKind.Byte) _byteIds[ByteOf(piece.Text, place)] = id;
            else if (piece.Kind is SentenceKind.Normal or SentenceKind.UserDefined) _pieces.TryAdd(piece.Text, (id, piece.Score));
            else all[piece.Text] = new AddedToken(id, piece.Text, IsSpecial: true);
        }

        if (_byteIds.Contains(-1)) throw new CheckpointException($"{place} lacks pieces for some bytes; download it again.");
        foreach (var value in Enumerable.Range(0, 256)) _bytes[_byteIds[value]] = [(byte)value];
        foreach (var token in added) all[token.Text] = token;
        foreach (var token in all.Values) _bytes[token.Id] = Encoding.UTF8.GetBytes(token.Text);
        for (var id = 0; id < size; id++) _bytes[id] ??= [];
        _added = all.Values.DistinctBy(token => token.Id).ToFrozenDictionary(token => token.Id);
        _addedIds = all.ToFrozenDictionary(token => token.Key, token => token.Value.Id, StringComparer.Ordinal);
        _finder = new AddedTokenFinder(all.Values.Where(token => token.Text.Length > 0));
        _whole = new AddedTokenFinder(pieces.Select((piece, id) => (piece, id)).Where(p => p.piece is { Kind: SentenceKind.UserDefined, Text.Length: > 0 }).Select(p => new AddedToken(p.id, p.piece.Text, false)));
        Begin = begins ? Find("<s>") : null;
    }

    /// <inheritdoc/>
    public int Size => _bytes.Length;

    /// <inheritdoc/>
    public int? Begin { get; init; }

    /// <inheritdoc/>
    public bool DropsLeadingSpace { get; init; }

    /// <summary>The pairs that are merged, by the ids of both sides, lowest rank first; null merges whatever has a piece, by its score.</summary>
    internal Dictionary<(int Left, int Right), int>? Ranks { get; init; }

    /// <inheritdoc/>
    public int[] Encode(string text)
    {
        var ids = new List<int>();
        var rest = text.AsSpan();
        var first = true;
        while (_finder.First(rest) is { } found)
        {
            AddPlain(rest[..found.At], first, ids);
            ids.Add(found.Token.Id);
            rest = rest[(found.At + found.Token.Text.Length)..];
            first = false;
        }

        AddPlain(rest, first, ids);
        return [.. ids];
    }

    /// <inheritdoc/>
    public int[] EncodePlain(string text)
    {
        var ids = new List<int>();
        AddPlain(text, isFirst: false, ids);
        return [.. ids];
    }

    /// <inheritdoc/>
    public string Decode(ReadOnlySpan<int> ids, bool skipSpecial = false)
    {
        var stream = new TextStream(this, skipSpecial);
        var text = new StringBuilder();
        foreach (var id in ids) text.Append(stream.Add(id));
        return text.Append(stream.Finish()).ToString();
    }

    /// <inheritdoc/>
    public int? Find(string token) => _addedIds.TryGetValue(token, out var id) ? id : null;

    /// <inheritdoc/>
    public bool IsSpecial(int id) => _added.TryGetValue(id, out var token) && token.IsSpecial;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Bytes(int id) => (uint)id < (uint)_bytes.Length ? _bytes[id] : [];

    private static byte ByteOf(string text, string place) =>
        text.Length == 6 && text.StartsWith("<0x", StringComparison.Ordinal) && byte.TryParse(text.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new CheckpointException($"{place} has a piece for a byte that names none; download it again.");

    private void AddPlain(ReadOnlySpan<char> plain, bool isFirst, List<int> ids)
    {
        if (plain.IsEmpty) return;
        var spaced = plain[0] is ' ' or Space;
        var prefixed = _prefix switch { SpacePrefix.Always => true, SpacePrefix.UnlessThere => !spaced, SpacePrefix.First => isFirst && !spaced, _ => false };
        var text = (prefixed ? " " : string.Empty) + new string(plain);
        text = text.Replace(' ', Space);
        var rest = text.AsSpan();
        while (_whole.First(rest) is { } found)
        {
            Merge(rest[..found.At], ids);
            ids.Add(found.Token.Id);
            rest = rest[(found.At + found.Token.Text.Length)..];
        }

        Merge(rest, ids);
    }

    /// <summary>Merges the neighbours whose text has the piece of the highest score, the leftmost of equals, until no two have one.</summary>
    private void Merge(ReadOnlySpan<char> span, List<int> ids)
    {
        if (span.IsEmpty) return;
        var text = new string(span);
        var known = _pieces.GetAlternateLookup<ReadOnlySpan<char>>();
        var (starts, at) = (new List<int>(text.Length), 0);
        foreach (var rune in text.EnumerateRunes())
        {
            starts.Add(at);
            at += rune.Utf16SequenceLength;
        }

        starts.Add(text.Length);
        var count = starts.Count - 1;
        var (ends, before) = (new int[count], new int[count]);
        for (var i = 0; i < count; i++) (ends[i], before[i]) = (i + 1, i - 1);

        var queue = new PriorityQueue<(int Left, int Right, int End), ulong>();
        for (var i = 0; i < count; i++) Propose(i);
        while (queue.TryDequeue(out var pair, out _))
        {
            // Either side may have grown or been taken since the pair was proposed.
            if (ends[pair.Left] != pair.Right || ends[pair.Right] != pair.End) continue;
            (ends[pair.Left], ends[pair.Right]) = (pair.End, -1);
            if (pair.End < count) before[pair.End] = pair.Left;
            if (before[pair.Left] >= 0) Propose(before[pair.Left]);
            Propose(pair.Left);
        }

        for (var i = 0; i < count; i = ends[i])
            Settle(text.AsSpan(starts[i]..starts[ends[i]]), ids);

        void Propose(int left)
        {
            var right = ends[left];
            if (right < 0 || right >= count) return;
            if (!known.TryGetValue(text.AsSpan(starts[left]..starts[ends[right]]), out var piece)) return;
            var score = piece.Score;
            if (Ranks is not null)
            {
                if (!known.TryGetValue(text.AsSpan(starts[left]..starts[right]), out var one) || !known.TryGetValue(text.AsSpan(starts[right]..starts[ends[right]]), out var other)) return;
                if (!Ranks.TryGetValue((one.Id, other.Id), out var rank)) return;
                score = -rank;
            }

            queue.Enqueue((left, right, ends[right]), Priority(score, left));
        }
    }

    /// <summary>Orders by falling score, then from left to right, in one number.</summary>
    private static ulong Priority(float score, int left)
    {
        var bits = BitConverter.SingleToUInt32Bits(score);
        var rising = (bits & 0x8000_0000) != 0 ? ~bits : bits | 0x8000_0000;
        return ((ulong)~rising << 32) | (uint)left;
    }

    private void Settle(ReadOnlySpan<char> symbol, List<int> ids)
    {
        if (_pieces.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(symbol, out var piece))
        {
            ids.Add(piece.Id);
            return;
        }

        Span<byte> bytes = stackalloc byte[4];
        foreach (var value in bytes[..Encoding.UTF8.GetBytes(symbol, bytes)]) ids.Add(_byteIds[value]);
    }
}
