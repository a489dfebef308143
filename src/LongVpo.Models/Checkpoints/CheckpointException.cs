namespace LongVpo.Models.Checkpoints;

/// <summary>A model's folder that cannot be used. The message is one sentence that says what is wrong, in which file, and what to do; nothing large has been read when it is thrown.</summary>
public sealed class CheckpointException : Exception
{
    public CheckpointException(string message)
        : base(message)
    {
    }

    public CheckpointException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
