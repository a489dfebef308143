namespace LongVpo.Core.Models;

/// <summary>A model cannot do what was asked. The message is one sentence that says what is wrong, with what, and what to do.</summary>
public class ModelException : Exception
{
    public ModelException(string message)
        : base(message)
    {
    }

    public ModelException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
