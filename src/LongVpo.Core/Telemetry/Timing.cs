using System.Diagnostics.Metrics;

namespace LongVpo.Core.Telemetry;

/// <summary>Measures one stretch of work into a histogram: begun by <c>using</c>, recorded at its end. It does not even read the clock while nobody listens.</summary>
public readonly struct Timing : IDisposable
{
    private readonly Histogram<double>? _into;
    private readonly long _began;
    private readonly KeyValuePair<string, object?> _tag;

    private Timing(Histogram<double> into, KeyValuePair<string, object?> tag) => (_into, _began, _tag) = (into, TimeProvider.System.GetTimestamp(), tag);

    /// <param name="into">A histogram in seconds.</param>
    /// <param name="tag">What tells this work from other work of the same histogram; default for none.</param>
    public static Timing Of(Histogram<double> into, KeyValuePair<string, object?> tag = default)
    {
        ArgumentNullException.ThrowIfNull(into);
        return into.Enabled ? new Timing(into, tag) : default;
    }

    public void Dispose()
    {
        if (_into is null) return;
        var seconds = TimeProvider.System.GetElapsedTime(_began).TotalSeconds;
        if (_tag.Key is null) _into.Record(seconds);
        else _into.Record(seconds, _tag);
    }
}
