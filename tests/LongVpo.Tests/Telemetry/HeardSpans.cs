using System.Collections.Concurrent;
using System.Diagnostics;
using LongVpo.Core.Telemetry;

namespace LongVpo.Tests.Telemetry;

/// <summary>Listens to spans as an exporter does and keeps what ended. It hears the whole process, so what uses it runs alone.</summary>
internal sealed class HeardSpans : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly ConcurrentQueue<Activity> _ended = new();

    public HeardSpans()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Signals.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Ended segments of a video.</summary>
    public IReadOnlyList<Activity> Segments(string video) => [.. _ended.Where(a => a.OperationName == "segment" && Equals(a.GetTagItem(Signals.VideoKey), video))];

    /// <summary>Everything that ended in one trace.</summary>
    public IReadOnlyList<Activity> Of(ActivityTraceId trace) => [.. _ended.Where(a => a.TraceId == trace)];

    public void Dispose() => _listener.Dispose();
}
