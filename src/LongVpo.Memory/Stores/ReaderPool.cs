using System.Collections.Concurrent;
using LongVpo.Core.Options;
using LongVpo.Memory.Schema;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LongVpo.Memory.Stores;

/// <summary>
/// Lends a few read-only connections, so that reading never waits for writing. Each lending sees one unchanging snapshot. When all are lent the next reader waits.
/// </summary>
internal sealed class ReaderPool(LinkFactory factory, StoreOptions options) : IAsyncDisposable
{
    private readonly ConcurrentBag<SqliteLink> _free = [];
    private readonly SemaphoreSlim _slots = new(options.Readers, options.Readers);
    private int _closed;

    /// <summary>Runs a piece of reading on a worker thread.</summary>
    /// <exception cref="Core.Ports.StoreException">The store cannot be read.</exception>
    public async Task<T> ReadAsync<T>(Func<SqliteLink, T> work, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _closed) != 0, typeof(StoreSession));
        await _slots.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Read(work, cancellationToken), cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>Waits for what is being read, then closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0) return;
        for (var i = 0; i < options.Readers; i++) await _slots.WaitAsync();
        while (_free.TryTake(out var link)) link.Dispose();
        _slots.Dispose();
    }

    private T Read<T>(Func<SqliteLink, T> work, CancellationToken cancellationToken)
    {
        var link = _free.TryTake(out var free) ? free : factory.OpenReader();
        var healthy = false;
        try
        {
            using var stop = cancellationToken.Register(() => raw.sqlite3_interrupt(link.Connection.Handle));
            var result = link.InSnapshot(() => work(link));
            healthy = true;
            return result;
        }
        catch (SqliteException problem) when (problem.SqliteErrorCode == StoreErrors.Interrupted)
        {
            throw new OperationCanceledException(problem.Message, problem, cancellationToken);
        }
        catch (SqliteException problem)
        {
            throw StoreErrors.Explain(problem, factory.Files.Folder);
        }
        finally
        {
            if (healthy) _free.Add(link);
            else link.Dispose();
        }
    }
}
