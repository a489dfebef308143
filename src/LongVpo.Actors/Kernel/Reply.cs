namespace LongVpo.Actors.Kernel;

/// <summary>Carries one answer back to an asker. The first word counts; later ones are ignored, since the asker may have left already.</summary>
/// <typeparam name="TAnswer">What is answered.</typeparam>
public sealed class Reply<TAnswer> : IReply
{
    private readonly TaskCompletionSource<TAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<TAnswer> Answer => _answer.Task;

    bool IReply.IsOpen => !_answer.Task.IsCompleted;

    public void Give(TAnswer answer) => _answer.TrySetResult(answer);

    public void Fail(Exception failure)
    {
        _answer.TrySetException(failure);
        // An asker that has left never looks; without this its absence would be reported as an unobserved failure.
        _ = _answer.Task.Exception;
    }
}
