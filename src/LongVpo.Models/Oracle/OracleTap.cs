using LongVpo.Models.Networks;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Oracle;

/// <summary>Copies the arrays that a case has references for, and no others, out of a running network.</summary>
/// <param name="engine">The network's engine.</param>
/// <param name="wanted">Says which arrays are copied.</param>
internal sealed class OracleTap(ITensorEngine engine, Predicate<string> wanted) : INetworkTap
{
    private readonly Dictionary<string, List<OracleArray>> _seen = new(StringComparer.Ordinal);

    public void Saw(string name, Tensor array)
    {
        if (!wanted(name)) return;
        var values = new float[array.Count];
        engine.Read(array, values);
        if (!_seen.TryGetValue(name, out var list)) _seen[name] = list = [];
        list.Add(new OracleArray(array.Shape, values));
    }

    /// <summary>The array as it was last seen; null when it never was.</summary>
    public OracleArray? Last(string name) => _seen.TryGetValue(name, out var list) ? list[^1] : null;

    /// <summary>All that was seen under a name, in order.</summary>
    public IReadOnlyList<OracleArray> All(string name) => _seen.TryGetValue(name, out var list) ? list : [];
}
