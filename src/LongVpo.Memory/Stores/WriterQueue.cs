using System.Threading.Channels;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Telemetry;
using LongVpo.Memory.Schema;
using Microsoft.Data.Sqlite;

namespace LongVpo.Memory.Stores;

/// <summary>
/// The one writer. Appends that wait together share one transaction and one flush of the disk; if that transaction fails each is tried alone, so that
/// only the one at fault hears of it. The queue holds <see cref="StoreOptions.WaitingWrites"/> jobs; when it is full the next caller waits.
/// </summary>
internal sealed class WriterQueue : IAsyncDisposable
{
    private readonly Channel<WriteJob> _jobs;
    private readonly SqliteLink _link;
    private readonly string _folder;
    private readonly int _together;
    private readonly Task _loop;

    public WriterQueue(SqliteLink link, string folder, StoreOptions options)
    {
        (_link, _folder, _together) = (link, folder, options.AppendsPerTransaction);
        _jobs = Channel.CreateBounded<WriteJob>(new BoundedChannelOptions(options.WaitingWrites) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Runs work in a transaction; the task ends when it is on the disk.</summary>
    /// <param name="work">May run twice, so it must touch nothing but the database.</param>
    /// <param name="cancellationToken">Stops waiting; work that has begun is still whole.</param>
    /// <exception cref="StoreException">The store refused, or is closed.</exception>
    public Task<T> TransactAsync<T>(Func<SqliteLink, T> work, CancellationToken cancellationToken) => EnqueueAsync(work, alone: false, cancellationToken);

    /// <summary>Runs work that makes its own transactions, with nothing beside it.</summary>
    /// <exception cref="StoreException">As for <see cref="TransactAsync"/>.</exception>
    public Task<T> RunAloneAsync<T>(Func<SqliteLink, T> work, CancellationToken cancellationToken) => EnqueueAsync(work, alone: true, cancellationToken);

    /// <summary>Finishes what waits, then closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _jobs.Writer.TryComplete();
        await _loop;
        _link.Dispose();
    }

    private async Task<T> EnqueueAsync<T>(Func<SqliteLink, T> work, bool alone, CancellationToken cancellationToken)
    {
        var job = new AnsweredWriteJob<T>(work, alone, cancellationToken);
        try
        {
            await _jobs.Writer.WriteAsync(job, cancellationToken);
            Signals.WaitingWrites.Add(1);
        }
        catch (ChannelClosedException closed)
        {
            throw new StoreException($"The store in {_folder} was closed while something was still being written: start again.", closed);
        }

        return await job.Done.WaitAsync(cancellationToken);
    }

    private async Task LoopAsync()
    {
        var batch = new List<WriteJob>();
        while (await _jobs.Reader.WaitToReadAsync())
        {
            while (_jobs.Reader.TryRead(out var job))
            {
                if (job.IsCancelled) Finish(job, new OperationCanceledException());
                else if (job.IsAlone) RunAlone(job, batch);
                else batch.Add(job);
                if (batch.Count >= _together) Flush(batch);
            }

            Flush(batch);
        }
    }

    private void RunAlone(WriteJob job, List<WriteJob> before)
    {
        Flush(before);
        Finish(job, Attempt(() => job.Run(_link)));
    }

    private void Flush(List<WriteJob> batch)
    {
        if (batch.Count > 1 && Attempt(() => _link.InTransaction(() => batch.ForEach(job => job.Run(_link)))) is null) batch.ForEach(job => Finish(job, null));
        else batch.ForEach(job => Finish(job, Attempt(() => _link.InTransaction(() => job.Run(_link)))));
        batch.Clear();
    }

    private static void Finish(WriteJob job, Exception? problem)
    {
        Signals.WaitingWrites.Add(-1);
        if (problem is null) job.Succeed();
        else job.Fail(problem);
    }

    /// <summary>What the work threw, if anything: it belongs to the one who asked for the work, and the loop goes on.</summary>
    private Exception? Attempt(Action work)
    {
        var run = new Task(work);
        run.RunSynchronously(TaskScheduler.Default);
        return run.Exception?.InnerException is SqliteException problem ? StoreErrors.Explain(problem, _folder) : run.Exception?.InnerException;
    }
}
