using System.Runtime.CompilerServices;
using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Media.Recording;
using Microsoft.Extensions.Logging;

namespace LongVpo.Media.Live;

/// <summary>
/// Watches what plays on its own clock: HLS, RTSP, RTMP, SRT, UDP, RTP, cameras, and files that are still written. It never waits for its reader (the oldest frames are
/// dropped and counted) and never gives up: a lost source is opened again, and the hole is told.
/// </summary>
public sealed class LiveFrameSource : IFrameSource
{
    private readonly LiveParts _parts;

    /// <param name="options">How to watch.</param>
    /// <param name="time">The clock of arrivals and pauses.</param>
    /// <param name="log">Where losses are told.</param>
    /// <param name="handover">Connections that were opened to look at a source; null, the default, opens every one anew.</param>
    /// <param name="recordings">Where the packets are kept; null keeps none.</param>
    public LiveFrameSource(LongVpoOptions options, TimeProvider time, ILogger<LiveFrameSource> log, LiveHandover? handover = null, RecordingRoom? recordings = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(log);
        _parts = new LiveParts(options.Live, options.Source, options.Sampling, new UrlGuard(options.Urls), time, log)
        {
            Handover = handover, Recordings = options.Recorder.Enabled ? recordings : null,
        };
    }

    /// <inheritdoc/>
    /// <exception cref="SourceException">The source can never be watched; one that is only lost is tried for ever.</exception>
    public async IAsyncEnumerable<MediaEvent> ReadAsync(SourceRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var location = LiveLocation.Parse(request.Location);
        await using var run = LiveRun.Start(_parts, location, request, cancellationToken);
        var more = true;
        while (more)
        {
            more = await run.Queue.WaitAsync(cancellationToken);
            while (run.Queue.TryTake(out var happened)) yield return happened;
        }

        await run.Finished;
    }
}
