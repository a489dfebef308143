using System.Diagnostics;

namespace LongVpo.Core.Telemetry;

/// <summary>Makes spans for work that is spread over several tasks: they begin and end at given times and leave the task's own current span alone.</summary>
public static class Spans
{
    /// <summary>Begins a span that some task will end by <see cref="End"/>.</summary>
    /// <param name="name">What is done; few different ones.</param>
    /// <param name="parent">Whose part it is; default begins a trace.</param>
    /// <param name="began">When it began, by the clock on the wall.</param>
    /// <returns>Null when nobody listens, or the trace is not sampled.</returns>
    public static Activity? Begin(string name, ActivityContext parent, DateTimeOffset began)
    {
        if (!Signals.Traces.HasListeners()) return null;
        var current = Activity.Current;
        Activity.Current = null;
        var span = Signals.Traces.StartActivity(name, ActivityKind.Internal, parent, startTime: began);
        Activity.Current = current;
        return span;
    }

    /// <summary>Ends it.</summary>
    public static void End(Activity span, DateTimeOffset ended)
    {
        ArgumentNullException.ThrowIfNull(span);
        var current = Activity.Current;
        span.SetEndTime(ended.UtcDateTime);
        span.Dispose();
        Activity.Current = current;
    }

    /// <summary>Says that the work of a span failed; the sentence is the same that a person is told.</summary>
    public static void Fail(this Activity? span, Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        span?.SetStatus(ActivityStatusCode.Error, failure.Message).SetTag("error.type", failure.GetType().FullName);
    }
}
