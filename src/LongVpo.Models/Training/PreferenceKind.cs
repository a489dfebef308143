namespace LongVpo.Models.Training;

/// <summary>Names the shape of a preference loss over z, the difference of two log-probability ratios.</summary>
public enum PreferenceKind
{
    /// <summary>-log sigmoid(beta z): DPO (Rafailov et al. 2023, eq. 7).</summary>
    Sigmoid,

    /// <summary>max(0, 1 - beta z): SLiC's hinge (Zhao et al. 2023) on DPO's z.</summary>
    Hinge,

    /// <summary>(z - 1 / (2 beta))^2 with log-probabilities per token: IPO (Azar et al. 2024, eq. 17), averaged over the response's length.</summary>
    Ipo,
}
