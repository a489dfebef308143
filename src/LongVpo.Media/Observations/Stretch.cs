namespace LongVpo.Media.Observations;

/// <summary>A run of samples in which something held, by their positions in a segment.</summary>
/// <param name="First">First sample.</param>
/// <param name="Last">Last sample.</param>
internal readonly record struct Stretch(int First, int Last)
{
    /// <summary>The runs where a condition holds, in order.</summary>
    public static IEnumerable<Stretch> Where(int count, Func<int, bool> holds)
    {
        var first = -1;
        for (var i = 0; i < count; i++)
        {
            if (holds(i))
            {
                if (first < 0) first = i;
            }
            else if (first >= 0)
            {
                yield return new Stretch(first, i - 1);
                first = -1;
            }
        }

        if (first >= 0) yield return new Stretch(first, count - 1);
    }
}
