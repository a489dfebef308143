using System.Runtime.CompilerServices;
using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Time;
using LongVpo.Media.Native;
using Microsoft.Extensions.Logging;

namespace LongVpo.Media.Sources;

/// <summary>
/// Reads a video or sound file as fast as it decodes. The picture is decoded in parts by several workers; frames, sound and text leave in the order of the
/// container's clock and are the same with any number of workers and from any starting point.
/// </summary>
public sealed partial class FileFrameSource : IFrameSource
{
    // Durations in headers are rounded and sound often ends a little early; more than this missing is a lost tail.
    private static readonly TimeSpan LostTail = TimeSpan.FromSeconds(1.5);

    private readonly SamplingOptions _sampling;
    private readonly SourceOptions _options;
    private readonly ILogger _log;

    public FileFrameSource(SamplingOptions sampling, SourceOptions options, ILogger<FileFrameSource> log)
    {
        ArgumentNullException.ThrowIfNull(sampling);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(log);
        (_sampling, _options, _log) = (sampling, options, log);
    }

    /// <summary>Native sessions open in this process: zero when every reading has ended.</summary>
    public static int LiveSessions => AvSession.LiveCount;

    public IAsyncEnumerable<MediaEvent> ReadAsync(SourceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrEmpty(request.Location);
        return ReadCoreAsync(Path.GetFullPath(request.Location), request, cancellationToken);
    }

    private async IAsyncEnumerable<MediaEvent> ReadCoreAsync(string path, SourceRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var run = await OpenAsync(path, request, cancellationToken);
        LogOpened(path, run.Plan.Intervals.Count, run.Plan.Workers);
        AvException? lost = null;
        var told = false;
        var seams = new FileSeams();
        while (lost is null)
        {
            var more = false;
            try
            {
                more = await run.ReadFramesAsync(cancellationToken);
            }
            catch (AvException e)
            {
                lost = e;
            }

            if (!more) break;
            while (run.TryTakeFrame(out var frame))
            {
                if (!run.Side.HasReached(frame.Time)) lost = await ReachAsync(run.Side, frame, cancellationToken);
                while (run.Side.TryTakeUpTo(frame.Time, out var happened))
                {
                    if (seams.Before(happened, run.Side.NextSound) is { } gap) yield return gap;
                    yield return happened;
                }

                told = true;
                if (seams.Before(frame, run.Side.NextSound) is { } hole) yield return hole;
                yield return frame;
            }
        }

        for (var more = true; more;)
        {
            (more, var failed) = await AdvanceAsync(run.Side, cancellationToken);
            lost ??= failed;
            while (run.Side.TryTakeRead(out var happened))
            {
                told = true;
                yield return happened;
            }
        }

        if (lost?.Code == AvErrorCode.Interrupted) cancellationToken.ThrowIfCancellationRequested();
        lost ??= run.Unread;
        if (!told && (lost is not null || (run.Plan.Description.VideoCodec is not null && !run.HasPicture)))
            throw lost is null ? new SourceException(SourceSentences.Undecodable(path)) : SourceSentences.For(path, lost);
        yield return Ended(path, run, lost);
    }

    private async Task<FileRun> OpenAsync(string path, SourceRequest request, CancellationToken cancellationToken)
    {
        try
        {
            // Opening reads from the disk and must not hold the caller's thread.
            var planner = new DecodePlanner(_sampling, _options, request.Pace);
            return await Task.Run(() => FileRun.Start(path, planner, _sampling, _options, request.From, cancellationToken), cancellationToken);
        }
        catch (AvException e)
        {
            throw SourceSentences.For(path, e);
        }
    }

    // The frame is still to be told when sound and text cannot be read on.
    private static async ValueTask<AvException?> ReachAsync(SideQueue side, FrameDecoded frame, CancellationToken cancellationToken)
    {
        try
        {
            await side.ReachAsync(frame.Time, cancellationToken);
            return null;
        }
        catch (AvException e)
        {
            return e;
        }
        catch (OperationCanceledException)
        {
            frame.Sampled?.Dispose();
            throw;
        }
    }

    private static async ValueTask<(bool More, AvException? Failed)> AdvanceAsync(SideQueue side, CancellationToken cancellationToken)
    {
        try
        {
            return (await side.AdvanceAsync(cancellationToken), null);
        }
        catch (AvException e)
        {
            return (false, e);
        }
    }

    private StreamEnded Ended(string path, FileRun run, AvException? lost)
    {
        var about = run.Plan.Description;
        var end = run.End();
        var expectedUs = about is { Duration: { } length, DurationGuessed: false } ? about.StartUs + (length.Ticks / TimeSpan.TicksPerMicrosecond) : long.MinValue;
        var short_ = about.CutShort || (end.Seconds + LostTail.TotalSeconds) * 1e6 < expectedUs;
        var (reason, message) = lost is { Code: AvErrorCode.ReadFailed } ? (StreamEnd.Truncated, SourceSentences.ReadInPart(path, lost))
            : lost is not null ? (StreamEnd.SourceLost, SourceSentences.Sentence(path, lost))
            : about.VideoCodec is not null && !run.HasPicture ? (StreamEnd.DecodeFailed, SourceSentences.Undecodable(path))
            : short_ ? (StreamEnd.Truncated, SourceSentences.Truncated(path))
            : (StreamEnd.Finished, (string?)null);
        var counters = run.Counters();
        LogEnded(path, reason, counters.FramesDecoded, counters.FramesCorrupt);
        return new StreamEnded(reason, end, counters, message);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Reading {Path} in {Intervals} intervals with {Workers} workers")]
    private partial void LogOpened(string path, int intervals, int workers);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Read {Path}: {Reason}, {Frames} frames, {Corrupt} damaged")]
    private partial void LogEnded(string path, StreamEnd reason, long frames, long corrupt);
}
