namespace LongVpo.Core.Models;

/// <summary>A runner failed in the middle of a step and must be made anew; its requests are not to blame until they were there too often.</summary>
public sealed class ModelCrashedException : Exception
{
    public ModelCrashedException(string message)
        : base(message)
    {
    }

    public ModelCrashedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
