using System.Collections.Concurrent;
using LongVpo.Core.Frames;
using LongVpo.Core.Ports;

namespace LongVpo.Benchmarks.Live;

/// <summary>Keeps hold of every source's own ledger, because the one that a status shows is computed from it and could not disagree with itself.</summary>
internal sealed class MeteredSource(IFrameSource inner) : IFrameSource
{
    private readonly ConcurrentDictionary<string, SourceMeter> _meters = new();

    /// <summary>The ledgers at this moment, by location.</summary>
    public IEnumerable<SourceLedger> Ledgers => _meters.Values.Select(m => m.Current);

    public IAsyncEnumerable<MediaEvent> ReadAsync(SourceRequest request, CancellationToken cancellationToken)
    {
        if (request.Meter is { } meter) _meters[request.Location] = meter;
        return inner.ReadAsync(request, cancellationToken);
    }
}
