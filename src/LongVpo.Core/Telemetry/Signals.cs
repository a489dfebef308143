using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LongVpo.Core.Telemetry;

/// <summary>
/// Everything the rooms measure about themselves, named once: an operator looks names up here, and a room records with one line. Nothing is measured while nobody listens;
/// who listens, and where it is sent, is for the node to say.
/// </summary>
public static class Signals
{
    /// <summary>The name under which traces and metrics are subscribed to.</summary>
    public const string Name = "LongVpo";

    /// <summary>Names the video a measurement is about. Its number of values is bounded by the node.</summary>
    public const string VideoKey = "longvpo.video.id";

    /// <summary>Names the segment a trace is about.</summary>
    public const string SegmentKey = "longvpo.segment.id";

    // The default boundaries are made for milliseconds.
    private static readonly InstrumentAdvice<double> Seconds =
        new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 60] };

    public static ActivitySource Traces { get; } = new(Name);

    public static Meter Metrics { get; } = new(Name);

    /// <summary>From the arrival of a segment's end to its being findable.</summary>
    public static Histogram<double> SegmentLag { get; } = Duration("longvpo.segment.lag", "From the arrival of a segment's end to its being findable.");

    /// <summary>Busy time of one stage for one segment; <c>longvpo.step</c> says which.</summary>
    public static Histogram<double> StepTime { get; } = Duration("longvpo.step.duration", "Time that one stage worked on one segment.");

    /// <summary>From the question to the whole answer.</summary>
    public static Histogram<double> QuestionTime { get; } = Duration("longvpo.question.duration", "From a question to its whole answer.");

    /// <summary>From handing events to the store to their being on the disk and findable.</summary>
    public static Histogram<double> AppendTime { get; } = Duration("longvpo.store.append.duration", "From handing events to the store to their being durable.");

    /// <summary>Writes that wait for the store's one writer.</summary>
    public static UpDownCounter<long> WaitingWrites { get; } =
        Metrics.CreateUpDownCounter<long>("longvpo.store.queue.depth", "{write}", "Writes that wait for the store's writer or are being written.");

    /// <summary>Time of one step of a model; <c>longvpo.model</c> says which.</summary>
    public static Histogram<double> ModelStepTime { get; } = Duration("longvpo.model.step.duration", "Time of one step of a model, for all its requests together.");

    /// <summary>Tokens that a model read or wrote; <c>longvpo.token.kind</c> says which.</summary>
    public static Counter<long> ModelTokens { get; } = Metrics.CreateCounter<long>("longvpo.model.tokens", "{token}", "Tokens that a model read (prompt) or wrote (reply).");

    /// <summary>Requests that wait for a model or are under way, by <c>longvpo.lane</c>.</summary>
    public static UpDownCounter<long> ModelRequests { get; } =
        Metrics.CreateUpDownCounter<long>("longvpo.model.requests", "{request}", "Requests that wait for a model or are being done.");

    /// <summary>Steps of a model that failed; <c>error.type</c> says how.</summary>
    public static Counter<long> ModelFailures { get; } = Metrics.CreateCounter<long>("longvpo.model.failures", "{step}", "Steps of a model that crashed or ran out of memory.");

    /// <summary>What <see cref="StepTime"/> carries for a stage.</summary>
    public static KeyValuePair<string, object?> Step(string name) => new("longvpo.step", name);

    private static Histogram<double> Duration(string name, string description) => Metrics.CreateHistogram(name, "s", description, tags: null, Seconds);
}
