namespace LongVpo.Training.Dpo;

/// <summary>The words for what a reference saw.</summary>
public static class DpoReference
{
    /// <summary>The anchor clip alone.</summary>
    public const string Anchor = "anchor";

    /// <summary>Everything that the policy sees.</summary>
    public const string Full = "full";
}
