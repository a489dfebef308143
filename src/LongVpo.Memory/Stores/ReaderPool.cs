using System.Collections.Concurrent;
using LongVpo.Core.Options;
using LongVpo.Memory.Schema;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LongVpo.Memory.Stores;

/// <summary>
/// Lends a few read-only connections, so that reading never waits for writing. Each lending sees one unchanging snapshot. When all are lent the next reader waits.
/// </summary>
internal sealed class ReaderPool(LinkFactory factory, StoreOptions options) : IDisposable
{
    private readonly ConcurrentBag<SqliteLink> _free = [];
    private readonly SemaphoreSlim _slots = new(options.Readers, options.Readers);

    /// <summary>Runs a piece of reading on a worker thread.</summary>
    /// <exception cref="Core.Ports.StoreException">The store cannot be read.</exception>
    public async Task<T> ReadAsync<T>(Func<SqliteLink, T> work, CancellationToken cancellationToken)
    {
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

    public void Dispose()
    {
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
