using LongVpo.Core.Models;
using LongVpo.Core.Speech;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using Microsoft.Extensions.Logging;

namespace LongVpo.Actors.Video;

/// <summary>Has a service write down one video's stretches of sound, one after the other, and keeps each where its segments are sealed; the video never waits for it.</summary>
internal sealed partial class SpeechWriter(
    VideoId video, ModelLane lane, bool patient, SpeechParts parts, VideoGauge gauge, Func<Transcript, CancellationToken, Task<bool>> keep, TimeProvider time, ILogger log)
{
    // Speech is findable a moment after it is stored in any case.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250);

    /// <summary>Writes a stretch down.</summary>
    /// <param name="stretch">The sound.</param>
    /// <param name="over">Ends when nothing more will be sealed.</param>
    /// <param name="cancellationToken">Stops; what was kept stays.</param>
    /// <returns>False when it has no place, because the watching ended before it.</returns>
    /// <exception cref="ModelException">The service failed too often and is not waited for; the message says what is missing.</exception>
    public async Task<bool> WriteAsync(Utterance stretch, Task over, CancellationToken cancellationToken) =>
        await KeepAsync(await HearAsync(stretch, cancellationToken), over, cancellationToken);

    /// <summary>Notes a stretch that nobody was asked about.</summary>
    public Task<bool> LetGoAsync(TimeRange range, string reason, Task over, CancellationToken cancellationToken)
    {
        LogLetGo(log, video.Value, range.Start.ToString(), reason);
        return KeepAsync(new Transcript { Range = range, Text = string.Empty, Problem = reason }, over, cancellationToken);
    }

    private async Task<Transcript> HearAsync(Utterance stretch, CancellationToken cancellationToken)
    {
        var clip = new UtteranceClip(stretch);
        for (var tried = 1; ; tried++)
        {
            try
            {
                var reply = await parts.Model.Worker.RunAsync(new TranscriptionRequest(RequestId.New(), lane, video, clip, parts.Options.Language), WhenFull.Wait, tokens: null, cancellationToken);
                gauge.Hear(null);
                return new Transcript { Range = stretch.Range, Text = Transcript.Words(reply.Text), Model = parts.Model.Version };
            }
            catch (ModelRefusedException refused) when (refused.Kind == RefusalKind.Impossible)
            {
                LogLetGo(log, video.Value, stretch.Range.Start.ToString(), refused.Message);
                return new Transcript { Range = stretch.Range, Text = string.Empty, Model = parts.Model.Version, Problem = refused.Message };
            }
            catch (ModelException failure)
            {
                gauge.Hear(failure.Message);
                if (tried < parts.Options.Attempts)
                {
                    await Task.Delay(parts.Options.FirstPause * Math.Pow(2, Math.Min(tried - 1, 20)), time, cancellationToken);
                    continue;
                }

                if (!patient) throw new ModelException($"Speech is not written down from {TimeText.Of(stretch.Range.Start)} on ({failure.Message.TrimEnd('.')}): run the same command again to go on there.", failure);
                LogLetGo(log, video.Value, stretch.Range.Start.ToString(), failure.Message);
                return new Transcript { Range = stretch.Range, Text = string.Empty, Model = parts.Model.Version, Problem = failure.Message };
            }
        }
    }

    // What is heard before its last segment is sealed waits here, and what comes behind it in the tap or the file.
    private async Task<bool> KeepAsync(Transcript speech, Task over, CancellationToken cancellationToken)
    {
        while (true)
        {
            var last = over.IsCompleted;
            if (last || gauge.IsSealed(speech.Range.End))
            {
                if (await keep(speech, cancellationToken)) return true;
                if (last) return false;
            }

            await Task.WhenAny(over, Task.Delay(LookAgain, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Video} at {Time}: what is said there is not written down: {Reason}")]
    private static partial void LogLetGo(ILogger log, string video, string time, string reason);
}
