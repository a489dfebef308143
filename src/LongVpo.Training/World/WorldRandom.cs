using System.Collections.Immutable;

namespace LongVpo.Training.World;

/// <summary>Random numbers that are the same on every machine and in every version of the runtime: SplitMix64.</summary>
/// <param name="seed">Where the row begins.</param>
public sealed class WorldRandom(ulong seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong _state = seed;

    /// <summary>A row of its own for each purpose of a seed.</summary>
    public static WorldRandom For(long seed, ulong purpose) => new(Mix((ulong)seed * Step + Mix(purpose)));

    /// <summary>Scatters a number over all 64 bits; the same number always to the same place.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Next() => Mix(_state += Step);

    /// <summary>An even number from 0 to one less than the bound.</summary>
    public int Below(int bound) => (int)(((UInt128)Next() * (ulong)bound) >> 64);

    /// <summary>One of the list, each as likely.</summary>
    public T Of<T>(ImmutableArray<T> list) => list[Below(list.Length)];

    /// <summary>The same things in an order of chance.</summary>
    public ImmutableArray<T> Shuffled<T>(IEnumerable<T> things)
    {
        var list = things.ToArray();
        for (var i = list.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }

        return [.. list];
    }
}
