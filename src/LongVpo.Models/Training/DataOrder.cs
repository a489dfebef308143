namespace LongVpo.Models.Training;

/// <summary>
/// The order in which samples are taken: every epoch each of them once, shuffled anew by seed and epoch. A place in the order is one number, so a run that stopped goes on at it
/// without having to draw what came before.
/// </summary>
public sealed class DataOrder
{
    private readonly ulong _seed;
    private readonly int[] _order;
    private long _epoch = -1;

    /// <param name="count">How many samples there are.</param>
    /// <param name="seed">What the order depends on.</param>
    public DataOrder(int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _seed = seed;
        _order = new int[count];
    }

    /// <summary>The sample at a place of the order; places of one epoch should be asked for one after the other, because each change of epoch shuffles.</summary>
    public int At(long place)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        var epoch = place / _order.Length;
        if (epoch != _epoch) Shuffle(epoch);
        return _order[place % _order.Length];
    }

    private void Shuffle(long epoch)
    {
        var random = new SplitMix(new SplitMix(_seed).Next() ^ unchecked((ulong)epoch * 0xD1342543DE82EF95));
        for (var i = 0; i < _order.Length; i++) _order[i] = i;
        for (var i = _order.Length - 1; i > 0; i--)
        {
            var j = random.Below(i + 1);
            (_order[i], _order[j]) = (_order[j], _order[i]);
        }
        _epoch = epoch;
    }
}
