namespace LongVpo.Actors.Kernel;

/// <summary>An answer that is owed, whatever its type, so that a cell can refuse it when the actor is gone.</summary>
internal interface IReply
{
    bool IsOpen { get; }

    void Fail(Exception failure);
}
