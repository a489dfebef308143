namespace LongVpo.Media.ScreenText;

/// <summary>Joins numbered things pair by pair and hands out the groups that came of it.</summary>
internal sealed class Chains(int count)
{
    private readonly int[] _parents = [.. Enumerable.Range(0, count)];

    public void Join(int a, int b)
    {
        (a, b) = (RootOf(a), RootOf(b));
        if (a != b) _parents[Math.Max(a, b)] = Math.Min(a, b);
    }

    /// <summary>Groups in order of their first member, members in order.</summary>
    public IEnumerable<List<int>> Groups()
    {
        var groups = new SortedDictionary<int, List<int>>();
        for (var i = 0; i < _parents.Length; i++)
        {
            var root = RootOf(i);
            if (!groups.TryGetValue(root, out var members)) groups.Add(root, members = []);
            members.Add(i);
        }

        return groups.Values;
    }

    private int RootOf(int item)
    {
        while (_parents[item] != item) item = _parents[item] = _parents[_parents[item]];
        return item;
    }
}
