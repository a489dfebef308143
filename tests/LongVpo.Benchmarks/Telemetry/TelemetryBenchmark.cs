using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using LongVpo.Actors.Video;
using LongVpo.Core.Segments;
using LongVpo.Core.Telemetry;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Benchmarks.Telemetry;

/// <summary>What measuring itself costs the product per segment of 250 frames: while nobody listens, and with listeners that take everything. In time of the processor.</summary>
internal static class TelemetryBenchmark
{
    private const int Segments = 100_000;
    private const int Frames = 250;
    private const int Rounds = 5;

    public static Task<int> RunAsync(string[] args)
    {
        Report("nobody listens", Median());
        using var spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Signals.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(spans);
        using var meters = new MeterListener { InstrumentPublished = (instrument, self) => { if (instrument.Meter.Name == Signals.Name) self.EnableMeasurementEvents(instrument); } };
        meters.SetMeasurementEventCallback<double>((_, _, _, _) => { });
        meters.SetMeasurementEventCallback<long>((_, _, _, _) => { });
        meters.Start();
        Report("everything is listened to", Median());
        return Task.FromResult(0);
    }

    private static readonly RunMeter Meter = new(new VideoId("v0"), TimeProvider.System, resumeAt: null);

    private static readonly Segment Sealed = new()
    {
        Span = new SegmentSpan(new SegmentId(0), 0, new TimeRange(MediaTime.FromSeconds(0), MediaTime.FromSeconds(10)), Opening.Hard, new TimeRange(MediaTime.FromSeconds(0), MediaTime.FromSeconds(0))),
        Observations = [],
        Caption = new Caption("nothing", "none", 1),
    };

    // The calls that the product makes for one segment, in their order.
    private static void OneSegment()
    {
        var now = 0L;
        for (var frame = 0; frame < 2 * Frames; frame++) now = Meter.Now;
        Meter.Traces.Decided(Sealed.Span, now, now);
        Meter.Traces.Did(0, "segment.observe", now);
        Signals.StepTime.Record(0.1, Signals.Step("observe"));
        Meter.Traces.Did(0, "segment.caption", now);
        Signals.StepTime.Record(0.1, Signals.Step("caption"));
        using (Timing.Of(Signals.AppendTime)) Signals.WaitingWrites.Add(1);
        Signals.WaitingWrites.Add(-1);
        Signals.SegmentLag.Record(0.1);
        Meter.Traces.Findable(Sealed, now);
    }

    private static double Median()
    {
        var times = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var began = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < Segments; i++) OneSegment();
            if (round > 0) times.Add((Environment.CpuUsage.TotalTime - began).TotalNanoseconds / Segments);
        }

        return times.Order().ElementAt(Rounds / 2);
    }

    private static void Report(string what, double nanoseconds) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {nanoseconds:F0} ns per segment"));
}
