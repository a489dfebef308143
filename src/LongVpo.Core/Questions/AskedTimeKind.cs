namespace LongVpo.Core.Questions;

/// <summary>How a question names a time.</summary>
public enum AskedTimeKind
{
    /// <summary>From A to B seconds on the container's clock.</summary>
    Between,

    /// <summary>From A seconds on the container's clock.</summary>
    After,

    /// <summary>Up to A seconds on the container's clock.</summary>
    Before,

    /// <summary>The moment A on the container's clock.</summary>
    At,

    /// <summary>Near the moment A on the container's clock.</summary>
    Around,

    /// <summary>From A to B seconds after the first frame.</summary>
    FromStart,

    /// <summary>The last A seconds of what was seen.</summary>
    FromEnd,

    /// <summary>From share A to share B of what was seen.</summary>
    Share,

    /// <summary>The first moments.</summary>
    Start,

    /// <summary>The last moments.</summary>
    End,
}
