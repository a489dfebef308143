using System.Diagnostics.CodeAnalysis;

namespace LongVpo.Models.Generation;

/// <summary>
/// Keeps what was expensive to make under the hash of what it was made of, within a budget of bytes; the least recently used goes first. Not safe for two threads at once.
/// </summary>
/// <typeparam name="TValue">What is kept; disposed when it goes.</typeparam>
/// <param name="budget">Bytes that may be held; what is larger than all of it is not kept. 0 keeps nothing.</param>
public sealed class ContentCache<TValue>(long budget) : IDisposable
    where TValue : class, IDisposable
{
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byUse = [];

    /// <summary>Bytes held now.</summary>
    public long Bytes { get; private set; }

    /// <summary>Entries held now.</summary>
    public int Count => _entries.Count;

    /// <summary>Looks an entry up, which counts as use.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out TValue? value)
    {
        value = null;
        if (!_entries.TryGetValue(key, out var node)) return false;
        _byUse.Remove(node);
        _byUse.AddFirst(node);
        value = node.Value.Value;
        return true;
    }

    /// <summary>Keeps a value, which belongs to this cache from now on. A value that does not fit, or whose key is there already, is disposed at once.</summary>
    /// <returns>Whether it is kept.</returns>
    public bool Put(string key, TValue value, long bytes)
    {
        if (bytes > budget || _entries.ContainsKey(key))
        {
            value.Dispose();
            return false;
        }

        while (Bytes + bytes > budget) Drop(_byUse.Last!);
        _entries[key] = _byUse.AddFirst(new Entry(key, value, bytes));
        Bytes += bytes;
        return true;
    }

    /// <summary>Lets an entry go, if it is there.</summary>
    public void Remove(string key)
    {
        if (_entries.TryGetValue(key, out var node)) Drop(node);
    }

    /// <summary>Lets the least recently used entry go; false when there is none.</summary>
    public bool DropOldest()
    {
        if (_byUse.Last is not { } oldest) return false;
        Drop(oldest);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (DropOldest())
        {
        }
    }

    private void Drop(LinkedListNode<Entry> node)
    {
        _byUse.Remove(node);
        _entries.Remove(node.Value.Key);
        Bytes -= node.Value.Bytes;
        node.Value.Value.Dispose();
    }

    private sealed record Entry(string Key, TValue Value, long Bytes);
}
