namespace LongVpo.Training.Preferences.Losses;

/// <summary>Over what the imitation term of a batch is averaged. Recipes differ here, and the same weight then means something else.</summary>
public enum SftAverage
{
    /// <summary>Per response first, then over the batch: LongVPO and LLaMA-Factory. A long response counts as much as a short one.</summary>
    Sequences,

    /// <summary>Over all preferred tokens of the batch together: TRL and InternVL.</summary>
    Tokens,
}
