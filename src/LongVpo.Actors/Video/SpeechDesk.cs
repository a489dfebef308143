using System.Collections.Concurrent;
using LongVpo.Actors.Kernel;
using LongVpo.Core.Frames;
using LongVpo.Core.Models;
using LongVpo.Core.Ports;
using LongVpo.Core.Speech;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using Microsoft.Extensions.Logging;

namespace LongVpo.Actors.Video;

/// <summary>
/// Has the speech of a video written down beside its analysis, so that either may fail without the other. A file's sound is read by itself, so what was left undone, or not asked
/// for when the file was watched, is done by the next run; a live source is heard as it passes.
/// </summary>
internal sealed class SpeechDesk(
    SpeechParts parts, VideoHistory history, ActorDirectory<VideoId, VideoMessage> videos, Func<VideoId, VideoGauge> gauges, TimeProvider time, ILoggerFactory logs)
{
    // A caption takes seconds; it is not held up by so little.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private readonly ILogger _log = logs.CreateLogger<SpeechDesk>();
    private readonly ConcurrentDictionary<VideoId, Hearing> _heard = new();

    /// <summary>Does an analysis and has what is said in it written down.</summary>
    /// <param name="video">Whose.</param>
    /// <param name="source">What it is.</param>
    /// <param name="lane">How urgent the requests are.</param>
    /// <param name="patient">A stretch that the service fails on is let go; otherwise a service that fails is a message of the outcome.</param>
    /// <param name="analyze">The analysis.</param>
    /// <param name="cancellationToken">Stops hearing; the analysis hears of it by itself.</param>
    public async Task<AnalysisOutcome> RunAsync(VideoId video, SourceDescription source, ModelLane lane, bool patient, Func<Task<AnalysisOutcome>> analyze, CancellationToken cancellationToken)
    {
        var tap = source.IsLive ? new SoundTap(parts.Options) : null;
        var hearing = new Hearing(tap, parts.Options.LongestStretch * 2);
        // Several callers share one run of a video, and the first of them has it heard.
        if (!_heard.TryAdd(video, hearing)) return await analyze();
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (tap is not null) parts.Live.Hang(video, tap);
        var analysis = analyze();
        var writer = new SpeechWriter(video, lane, patient, parts, gauges(video), (speech, ct) => KeepAsync(video, speech, ct), time, _log);
        var heard = HearAsync(hearing, tap is null ? HearFileAsync(writer, hearing, video, source, analysis, leave.Token) : HearLiveAsync(writer, tap, analysis, leave.Token));
        try
        {
            var outcome = await analysis;
            if (outcome.Refusal is null && !outcome.Failed) await heard;
            return outcome;
        }
        catch (Exception failure) when (failure is ModelException or SourceException)
        {
            return await analysis with { Message = failure.Message };
        }
        finally
        {
            await leave.CancelAsync();
            await heard.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            parts.Live.TakeDown(video);
            gauges(video).Hear(null);
            _heard.TryRemove(video, out _);
        }
    }

    /// <summary>Waits until what is said up to a time is stored, as long as hearing keeps up; not at all while the service is away, and where nothing is heard.</summary>
    public async Task WaitAsync(VideoId video, MediaTime end, CancellationToken cancellationToken)
    {
        while (_heard.TryGetValue(video, out var hearing) && gauges(video) is { IsHearing: true } gauge && hearing.IsComing(end, gauge.SealedTo)) await Task.Delay(LookAgain, time, cancellationToken);
    }

    private static async Task HearAsync(Hearing hearing, Task work)
    {
        try
        {
            await work;
        }
        finally
        {
            hearing.End();
        }
    }

    private static async Task HearLiveAsync(SpeechWriter writer, SoundTap tap, Task analysis, CancellationToken cancellationToken)
    {
        _ = analysis.ContinueWith(_ => tap.Complete(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await foreach (var stretch in tap.ReadAllAsync(cancellationToken))
        {
            if (tap.TakeLetGo() is { } lost) await writer.LetGoAsync(lost, "The service did not keep up, so the sound of this time was let go.", analysis, cancellationToken);
            if (!await writer.WriteAsync(stretch, analysis, cancellationToken)) return;
            tap.Done(stretch);
        }
    }

    private async Task HearFileAsync(SpeechWriter writer, Hearing hearing, VideoId video, SourceDescription source, Task analysis, CancellationToken cancellationToken)
    {
        var known = await history.LoadAsync(video, cancellationToken);
        if (known.Finished is { } over && known.HeardUntil >= over.End) return;
        var cutter = new UtteranceCutter(parts.Options);
        await foreach (var block in parts.Files.ReadAsync(source.Location, known.HeardUntil, cancellationToken))
        {
            if (cutter.Push(block) is { } stretch && !await writer.WriteAsync(stretch, analysis, cancellationToken)) return;
            hearing.Advance(cutter.HeardUntil);
        }

        if (cutter.Finish() is { } last && !await writer.WriteAsync(last, analysis, cancellationToken)) return;
        hearing.End();
        await analysis.WaitAsync(cancellationToken);
        // All of it has been heard, also where nobody spoke: the next run need not look.
        var ended = await history.LoadAsync(video, cancellationToken);
        if (ended.Finished is not { } end || ended.HeardUntil >= end.End) return;
        await KeepAsync(video, new Transcript { Range = new TimeRange(ended.HeardUntil ?? ended.Start ?? MediaTime.Zero, end.End), Text = string.Empty }, cancellationToken);
    }

    /// <returns>False while the segments it belongs to are not sealed.</returns>
    private async Task<bool> KeepAsync(VideoId video, Transcript speech, CancellationToken cancellationToken)
    {
        try
        {
            return await videos.AskAsync<VideoDecision>(video, kept => new KeepSpeech(speech, kept), Timeout.InfiniteTimeSpan, cancellationToken) is VideoAccepted;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new ModelException($"Speech could not be kept ({Failures.Root(failure).Message.TrimEnd('.')}): run the same command again to go on there.", failure);
        }
    }
}
