using System.Collections.Immutable;

namespace LongVpo.Core.Models;

/// <summary>Chooses some of many so that they stand for all: the middles of equal parts.</summary>
public static class EvenChoice
{
    /// <summary>Exactly as many places as wanted, in order, some of them several times where there are fewer: for a model that knows only one number of pictures.</summary>
    public static ImmutableArray<int> Exactly(int count, int wanted)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(wanted);
        return [.. Enumerable.Range(0, wanted).Select(i => (int)((2L * i + 1) * count / (2L * wanted)))];
    }

    /// <summary>Places of the chosen ones, in order: all when there are no more than wanted.</summary>
    public static ImmutableArray<int> Of(int count, int wanted)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(wanted);
        return count <= wanted ? [.. Enumerable.Range(0, count)] : [.. Enumerable.Range(0, wanted).Select(i => (int)((2L * i + 1) * count / (2L * wanted)))];
    }
}
