using System.Diagnostics.CodeAnalysis;

namespace LongVpo.Training.Preferences.Stage1;

/// <summary>Remembers what was found out before; beyond its size the oldest is forgotten. Two askers at the same moment may both find out, which costs time and changes nothing.</summary>
/// <param name="most">Things remembered.</param>
internal sealed class Memo<TKey, TValue>(int most)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, TValue> _known = [];
    private readonly Queue<TKey> _byAge = new();

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_lock) return _known.TryGetValue(key, out value);
    }

    public TValue Put(TKey key, TValue value)
    {
        lock (_lock)
        {
            if (!_known.TryAdd(key, value)) return _known[key];
            _byAge.Enqueue(key);
            if (_byAge.Count > most) _known.Remove(_byAge.Dequeue());
            return value;
        }
    }
}
