namespace LongVpo.Core.Questions.Told;

/// <summary>What a question wants to know of captions.</summary>
public enum ToldKind
{
    /// <summary>What somebody does.</summary>
    Doing,

    /// <summary>The number seen with somebody.</summary>
    Number,

    /// <summary>Where somebody is.</summary>
    Place,

    /// <summary>Who does something.</summary>
    Subject,

    /// <summary>Which of several is seen first or last.</summary>
    Order,

    /// <summary>How many scenes show somebody.</summary>
    Count,

    /// <summary>Who did something to somebody, as that one says.</summary>
    Doer,
}
