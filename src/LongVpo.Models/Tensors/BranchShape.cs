namespace LongVpo.Models.Tensors;

/// <summary>
/// Says how texts of a pass lie that share their beginning, such as many questions about one video: per sequence its beginning and then the branches behind it, all padded to one
/// length. Reading the beginning once for all of them is what makes training on a video's questions cheap.
/// </summary>
/// <param name="Sequences">How many beginnings the pass holds.</param>
/// <param name="Prefix">Tokens of each beginning.</param>
/// <param name="Branches">Branches behind each beginning.</param>
/// <param name="Length">Tokens of each branch.</param>
public readonly record struct BranchShape(int Sequences, int Prefix, int Branches, int Length)
{
    /// <summary>Tokens of one beginning with its branches.</summary>
    public int PerSequence => Prefix + (Branches * Length);

    /// <summary>Tokens of the whole pass.</summary>
    public int Tokens => Sequences * PerSequence;
}
