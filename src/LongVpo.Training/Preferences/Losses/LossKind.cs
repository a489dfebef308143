namespace LongVpo.Training.Preferences.Losses;

/// <summary>Names one term of a preference loss. With z as in <see cref="PairScores.Z"/>, n the responses' token counts and s the logarithm of the logistic function.</summary>
public enum LossKind
{
    /// <summary>-s(beta z): DPO.</summary>
    Sigmoid,

    /// <summary>-(1-e) s(beta z) - e s(-beta z): cDPO, where a share e of the labels is taken to be wrong.</summary>
    SmoothedSigmoid,

    /// <summary>(-(1-e) s(beta z) + e s(-beta z)) / (1-2e): an unbiased estimate under wrong labels.</summary>
    Robust,

    /// <summary>max(0, 1 - beta z).</summary>
    Hinge,

    /// <summary>(z' - 1/(2 beta))^2 with z' made of means per token, as the common trainers calculate it.</summary>
    IpoMean,

    /// <summary>(z - 1/(2 beta))^2 with sums, as IPO's authors write it.</summary>
    IpoSum,

    /// <summary>-s(beta (r+/n+ - r-/n-)) with r the log-ratios.</summary>
    LengthNormalised,

    /// <summary>-s(beta (lp+/n+ - lp-/n-) - gamma): SimPO, which asks no reference.</summary>
    SimPo,

    /// <summary>-s(beta r+ - d) - s(-(beta r- - d)): BCO on pairs, d a running mean (<see cref="BcoOffset"/>) or 0.</summary>
    BcoPair,

    /// <summary>-lp+/n+: imitation of the preferred response, per token.</summary>
    Sft,
}
