using LongVpo.Models.Tensors;

namespace LongVpo.Models.Generation;

/// <summary>
/// Remembers what was read of pictures, so that a second question on the same segments costs its own words only. An entry serves every prompt that begins with some of its pictures,
/// not only with all of them; one that goes on from another takes its place.
/// </summary>
/// <param name="budget">Bytes of keys and values; blocks that entries share count in each. The least recently used goes first.</param>
internal sealed class PrefixStore(long budget) : IDisposable
{
    private readonly ContentCache<PrefixEntry> _entries = new(budget);
    private readonly Dictionary<string, (string Entry, PrefixEnd End)> _ends = new(StringComparer.Ordinal);

    public long Bytes => _entries.Bytes;

    public int Count => _entries.Count;

    /// <summary>The longest beginning of a prompt that is remembered.</summary>
    /// <param name="names">The prompt's beginnings, from <see cref="PromptChain"/>.</param>
    /// <param name="whole">Take an entry only to its end, because what thinning needs to go on is known only there.</param>
    public PrefixMatch? Find(string[] names, bool whole)
    {
        for (var piece = names.Length - 1; piece >= 0; piece--)
        {
            if (names[piece].Length == 0 || !_ends.TryGetValue(names[piece], out var found) || !_entries.TryGet(found.Entry, out var entry)) continue;
            if (whole && entry.Ends[^1] != found.End) continue;
            return new PrefixMatch(entry.Cache.Fork(found.End.Tokens), found.End, [.. entry.Ends.Where(end => end.Tokens <= found.End.Tokens)], entry.Thinning?.Copy());
        }

        return null;
    }

    /// <summary>Remembers the beginning of a prompt up to its last picture.</summary>
    /// <param name="cache">The prompt's cache, which stays the caller's.</param>
    /// <param name="ends">Where its pictures end.</param>
    /// <param name="thinning">What thinning goes on with, or null.</param>
    public void Put(KeyValueCache cache, IReadOnlyList<PrefixEnd> ends, VisualThinning? thinning)
    {
        if (ends.Count == 0 || budget <= 0) return;
        var last = ends[^1];
        if (_ends.TryGetValue(last.Name, out var there) && _entries.TryGet(there.Entry, out var longer) && (thinning is null || longer.Ends[^1] == last)) return;
        foreach (var covered in ends.Where(end => end != last && _entries.TryGet(end.Name, out _)).ToList()) _entries.Remove(covered.Name);
        var fork = cache.Fork(last.Tokens);
        if (!_entries.Put(last.Name, new PrefixEntry(fork, ends, thinning?.Copy(), Forget), fork.Bytes)) return;
        foreach (var end in ends) _ends[end.Name] = (last.Name, end);
    }

    /// <summary>Lets the least recently used entry go; false when nothing is remembered.</summary>
    public bool DropOldest() => _entries.DropOldest();

    public void Dispose() => _entries.Dispose();

    private void Forget(PrefixEntry entry)
    {
        foreach (var end in entry.Ends)
            if (_ends.TryGetValue(end.Name, out var of) && of.Entry == entry.Ends[^1].Name) _ends.Remove(end.Name);
    }
}
