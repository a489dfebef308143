namespace LongVpo.Core.Questions;

/// <summary>Where the wanted words stand relative to the ones that are named.</summary>
public enum WordRelation
{
    None,

    /// <summary>Higher in the same picture.</summary>
    Above,

    /// <summary>Lower in the same picture.</summary>
    Below,

    LeftOf,
    RightOf,

    /// <summary>The next words in time.</summary>
    After,

    /// <summary>The words before in time.</summary>
    Before,
}
