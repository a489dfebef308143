using LongVpo.Models.Tensors;

namespace LongVpo.Models.Generation;

/// <summary>What was read of a prompt's beginning, for the next prompt that begins so.</summary>
/// <param name="cache">Keys and values of the beginning; belongs to the entry.</param>
/// <param name="ends">Where its pictures end: the name of that beginning, its pieces, its tokens.</param>
/// <param name="thinning">What thinning compares the next picture with; null when nothing is thinned.</param>
/// <param name="dropped">Told when the entry goes.</param>
internal sealed class PrefixEntry(KeyValueCache cache, IReadOnlyList<PrefixEnd> ends, VisualThinning? thinning, Action<PrefixEntry> dropped) : IDisposable
{
    public KeyValueCache Cache => cache;

    public IReadOnlyList<PrefixEnd> Ends => ends;

    public VisualThinning? Thinning => thinning;

    public void Dispose()
    {
        dropped(this);
        cache.Dispose();
    }
}
