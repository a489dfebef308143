namespace LongVpo.Core.Questions;

/// <summary>Which of several occurrences a question means.</summary>
public enum Occurrence
{
    Every,
    First,
    Last,
}
