namespace LongVpo.Core.Answers;

/// <summary>How a model is brought to bear on a question.</summary>
public enum AnswerMode
{
    /// <summary>One call that reads captions and measurements of the retrieved segments, without pictures.</summary>
    Captions,

    /// <summary>One call that sees the retrieved segments.</summary>
    Retrieve,

    /// <summary>A call per retrieved segment, and one that makes an answer of what they found.</summary>
    MapReduce,

    /// <summary>The model browses, searches and inspects by itself, within a budget.</summary>
    Agent,
}
