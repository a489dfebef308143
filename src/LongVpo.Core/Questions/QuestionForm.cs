namespace LongVpo.Core.Questions;

/// <summary>What kind of reply a question wants.</summary>
public enum QuestionForm
{
    /// <summary>A thing: what, which, who, where, or an order such as "describe".</summary>
    What,

    /// <summary>One or more times.</summary>
    When,

    /// <summary>How many, how many times, how often.</summary>
    HowMany,

    /// <summary>How long something lasts.</summary>
    HowLong,

    /// <summary>Every occurrence.</summary>
    List,

    /// <summary>Which of two comes first.</summary>
    Order,

    /// <summary>Whether something is there at all.</summary>
    Exists,
}
