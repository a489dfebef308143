using System.Collections.Concurrent;
using LongVpo.Media.Native;

namespace LongVpo.Media.ScreenText;

/// <summary>
/// Lends recognisers, so that any number of videos share a bounded number of them and their memory. When all are out the renter waits; a renter
/// holds one for a single picture only, so a stalled video keeps none. The work has a thread of its own, because a picture takes long enough to keep
/// everything else that shares the pool's few threads waiting, the clocks of live sources among it.
/// </summary>
internal sealed class OcrPool(string language, int engines) : IDisposable
{
    private readonly ConcurrentBag<OcrEngine> _idle = [];
    private readonly SemaphoreSlim _available = new(engines, engines);

    /// <summary>Runs the work with a recogniser of its own.</summary>
    /// <exception cref="OcrException">Tesseract or its data is not installed.</exception>
    public async ValueTask<T> UseAsync<T>(Func<OcrEngine, T> work, CancellationToken cancellationToken)
    {
        await _available.WaitAsync(cancellationToken);
        try
        {
            return await Task.Factory.StartNew(() => Use(work), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            _available.Release();
        }
    }

    private T Use<T>(Func<OcrEngine, T> work)
    {
        var engine = _idle.TryTake(out var idle) ? idle : new OcrEngine(language);
        try
        {
            return work(engine);
        }
        finally
        {
            _idle.Add(engine);
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var engine)) engine.Dispose();
        _available.Dispose();
    }
}
