using LongVpo.Actors.Video;
using LongVpo.Node.Contract;

namespace LongVpo.Node;

/// <summary>Adds to an analysis's progress what a waiting person wants to know: the speed against real time, and the time that is left.</summary>
internal sealed class ProgressReport(IProgress<ProgressDocument> target, string path, double containerStart, TimeProvider time) : IProgress<VideoProgress>
{
    private readonly long _began = time.GetTimestamp();

    public void Report(VideoProgress value)
    {
        var elapsed = time.GetElapsedTime(_began).TotalSeconds;
        var position = value.Watermark is { } seen ? seen.Seconds - containerStart : 0;
        var from = value.ResumedFrom is { } resumed ? resumed.Seconds - containerStart : 0;
        var rate = elapsed > 0.05 ? Math.Max(0, position - from) / elapsed : 0;
        double? left = value.DurationSeconds is { } duration && rate > 0 ? Math.Max(0, duration - position) / rate : null;
        target.Report(new ProgressDocument(
            path, Math.Round(position, 3), value.DurationSeconds is { } whole ? Math.Round(whole, 3) : null, value.Segments, value.FramesDecoded,
            Math.Round(rate, 2), left is { } seconds ? Math.Round(seconds, 1) : null));
    }
}
