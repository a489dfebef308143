using LongVpo.Memory.Schema;

namespace LongVpo.Memory.Stores;

/// <summary>A write with a result, so that its caller waits for a value rather than for a moment.</summary>
internal sealed class AnsweredWriteJob<T>(Func<SqliteLink, T> work, bool alone, CancellationToken cancellationToken) : WriteJob(alone, cancellationToken)
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Done => _done.Task;

    public override void Run(SqliteLink link) => _result = work(link);

    public override void Succeed() => _done.TrySetResult(_result!);

    public override void Fail(Exception problem) => _done.TrySetException(problem);
}
