using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LongVpo.Training.Preferences.Pairs;

/// <summary>Puts every source into one split for good, by its name alone: so sources that come later change nothing, and two runs agree.</summary>
public static class SplitRules
{
    /// <summary>The split of a source.</summary>
    /// <param name="source">Its id.</param>
    /// <param name="validation">Share of sources held back for choosing; 0.05 leaves some hundred pairs of a usual run.</param>
    /// <param name="test">Share of sources held back for judging.</param>
    public static PairSplit Of(string source, double validation = 0.05, double test = 0.05)
    {
        if (!(validation >= 0) || !(test >= 0) || !(validation + test < 1)) throw new ArgumentException($"Shares of {validation} and {test} leave nothing to train on.");
        var share = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("split:" + source))) / Math.Pow(2, 64);
        return share < test ? PairSplit.Test : share < test + validation ? PairSplit.Validation : PairSplit.Train;
    }
}
