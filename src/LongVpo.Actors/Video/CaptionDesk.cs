using LongVpo.Actors.Kernel;
using LongVpo.Core.Captions.Written;
using LongVpo.Core.Models;
using LongVpo.Core.Videos;
using Microsoft.Extensions.Logging;

namespace LongVpo.Actors.Video;

/// <summary>Runs the captioning of a video beside its analysis, so that either may fail without the other.</summary>
internal sealed partial class CaptionDesk(CaptionParts parts, ChangeHub hub, ActorDirectory<VideoId, VideoMessage> videos, SpeechDesk? speech, TimeProvider time, ILoggerFactory logs)
{
    private readonly ILogger _log = logs.CreateLogger<CaptionDesk>();

    /// <summary>Does an analysis and has a model caption what it seals.</summary>
    /// <param name="video">Whose.</param>
    /// <param name="name">The model.</param>
    /// <param name="lane">How urgent its requests are.</param>
    /// <param name="patient">The model is waited for however long it is away; otherwise a model that fails is a message of the outcome.</param>
    /// <param name="analyze">The analysis.</param>
    /// <param name="cancellationToken">Stops captioning; the analysis hears of it by itself.</param>
    /// <exception cref="ModelException">The model cannot be opened and is not waited for; nothing was analysed.</exception>
    public async Task<AnalysisOutcome> RunAsync(VideoId video, ModelName name, ModelLane lane, bool patient, Func<Task<AnalysisOutcome>> analyze, CancellationToken cancellationToken)
    {
        var open = patient ? null : await parts.Models.OpenAsync(name, cancellationToken);
        using var collecting = parts.Kept.Collect(video);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var analysis = analyze();
        var captions = CaptionAsync(video, name, open, lane, patient, analysis, leave.Token);
        try
        {
            var outcome = await analysis;
            if (outcome.Refusal is null && !outcome.Failed) await captions;
            return outcome;
        }
        catch (ModelException failure)
        {
            return await analysis with { Message = failure.Message };
        }
        finally
        {
            await leave.CancelAsync();
            await ((Task)captions).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task CaptionAsync(VideoId video, ModelName name, OpenModel? open, ModelLane lane, bool patient, Task over, CancellationToken cancellationToken)
    {
        for (var pause = parts.Options.FirstPause; open is null; pause = pause * 2 < CaptionWriter.LongestPause ? pause * 2 : CaptionWriter.LongestPause)
        {
            try
            {
                open = await parts.Models.OpenAsync(name, cancellationToken);
            }
            catch (ModelException notNow)
            {
                LogAway(_log, video.Value, notNow.Message);
                await Task.Delay(pause, time, cancellationToken);
            }
        }

        if (open.Wording is { } wording) parts.Kept.Want(video, wording.PicturesWanted);
        await new CaptionWriter(video, open, lane, patient, parts, hub, (caption, ct) => KeepAsync(video, caption, ct), (end, ct) => speech?.WaitAsync(video, end, ct) ?? Task.CompletedTask, time, _log)
            .RunAsync(over, cancellationToken);
    }

    private async Task KeepAsync(VideoId video, ModelCaption caption, CancellationToken cancellationToken)
    {
        try
        {
            if (await videos.AskAsync<VideoDecision>(video, kept => new KeepCaption(caption, kept), Timeout.InfiniteTimeSpan, cancellationToken) is VideoRefused refused)
                throw new ModelException($"A caption could not be kept: {refused.Sentence}");
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or ModelException))
        {
            // Whether it was stored is open then; the writer looks into the history again before it asks anything.
            throw new ModelException($"A caption could not be kept ({Failures.Root(failure).Message.TrimEnd('.')}).", failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Video} is watched without captions by the model for now: {Reason}")]
    private static partial void LogAway(ILogger log, string video, string reason);
}
