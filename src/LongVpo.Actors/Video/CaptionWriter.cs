using System.Collections.Immutable;
using LongVpo.Core.Captions.Written;
using LongVpo.Core.Models;
using LongVpo.Core.Models.Asking;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using Microsoft.Extensions.Logging;

namespace LongVpo.Actors.Video;

/// <summary>
/// Has a model put one video into words, behind the watching and never in its way: what is sealed is found in the video's history, each caption goes back there through the video's
/// actor, and what to do next is the fold of that history (<see cref="CaptionWork"/>). One request is under way at a time, because each caption knows the earlier ones; the worker
/// mixes the requests of many videos.
/// </summary>
internal sealed partial class CaptionWriter(
    VideoId video, OpenModel model, ModelLane lane, bool patient, CaptionParts parts, ChangeHub hub, Func<ModelCaption, CancellationToken, Task> keep,
    Func<MediaTime, CancellationToken, Task> heardUntil, TimeProvider time, ILogger log)
{
    /// <summary>Pauses between tries grow up to this.</summary>
    public static TimeSpan LongestPause { get; } = TimeSpan.FromMinutes(1);

    // The last is what the model has now; earlier ones had their say too, for weights may be changed at any time.
    private ImmutableList<ModelVersion> _versions = [.. model.Before, model.Version];
    private int _failures;
    private bool _makesNoVectors;

    private CaptionOptions Options => parts.Options;

    /// <summary>Captions everything that is sealed, until the watching is over and nothing is left.</summary>
    /// <param name="over">Ends when nothing more will be sealed.</param>
    /// <param name="cancellationToken">Stops; what was said is kept.</param>
    /// <exception cref="ModelException">The model failed too often; the message says what is missing.</exception>
    public async Task RunAsync(Task over, CancellationToken cancellationToken)
    {
        while (!await FollowAsync(over, cancellationToken))
        {
            // Lost track of the history, or it has ended: it is read again from the store, which misses nothing.
        }
    }

    /// <returns>Whether everything is said.</returns>
    private async Task<bool> FollowAsync(Task over, CancellationToken cancellationToken)
    {
        var last = over.IsCompleted;
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var changes = hub.FollowAsync(video, leave.Token).GetAsyncEnumerator(leave.Token);
        var coming = Task.FromResult(false);
        try
        {
            coming = changes.MoveNextAsync().AsTask();
            var work = CaptionWork.Of(model.Version, Options.Remembered).Counting(_versions);
            await foreach (var stored in parts.Store.ReadAsync(video, cancellationToken)) work = work.Apply(stored.Version, stored.Event);
            while (true)
            {
                while (coming.IsCompleted)
                {
                    if (!await coming) return true;
                    work = Take(work, changes.Current);
                    coming = changes.MoveNextAsync().AsTask();
                }

                if (work.Next() is not { } job)
                {
                    if (over.IsCompleted) return last;
                    await Task.WhenAny(coming, over).WaitAsync(cancellationToken);
                    continue;
                }

                if (!await DoAsync(job, cancellationToken)) return false;
                work = work.Counting(_versions);
                // What was kept comes back as news; until then the same would be done again.
                while (work.Next()?.Subject == job.Subject)
                {
                    if (!await coming.WaitAsync(cancellationToken)) return true;
                    work = Take(work, changes.Current);
                    coming = changes.MoveNextAsync().AsTask();
                }
            }
        }
        catch (FollowerLostException)
        {
            return false;
        }
        finally
        {
            await leave.CancelAsync();
            await ((Task)coming).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await changes.DisposeAsync();
        }
    }

    private static CaptionWork Take(CaptionWork work, VideoChange change) => change is { Event: { } happened, Version: > 0 } ? work.Apply(change.Version, happened) : work;

    /// <returns>False when it is better to look again what there is to do.</returns>
    private async Task<bool> DoAsync(CaptionJob job, CancellationToken cancellationToken)
    {
        try
        {
            await keep(await PlacedAsync(job, await SayAsync(job, cancellationToken), cancellationToken), cancellationToken);
            if (job is SegmentJob segment) parts.Kept.Release(video, segment.Span.Id);
            _failures = 0;
            return true;
        }
        catch (ModelRefusedException refused) when (refused.Kind == RefusalKind.Impossible)
        {
            LogImpossible(log, video.Value, job.Subject, refused.Message);
            await keep(new ModelCaption { Subject = job.Subject, Text = string.Empty, Model = _versions[^1], Problem = refused.Message }, cancellationToken);
            return true;
        }
        catch (ModelException failure)
        {
            _failures++;
            LogFailed(log, video.Value, job.Subject, failure.Message);
            if (!patient && _failures >= Options.Attempts)
                throw new ModelException($"Captions by {model.Name} are missing from {job.Subject} on ({failure.Message.TrimEnd('.')}): run the same command again to go on there.", failure);
            var pause = Options.FirstPause * Math.Pow(2, Math.Min(_failures - 1, 20));
            await Task.Delay(pause < LongestPause ? pause : LongestPause, time, cancellationToken);
            return false;
        }
    }

    private Task<ModelCaption> SayAsync(CaptionJob job, CancellationToken cancellationToken) => job switch
    {
        SegmentJob segment => OfSegmentAsync(segment, cancellationToken),
        NodeJob { Children: [var only] } node => Task.FromResult(Same(node, only) with { From = [new CaptionSource(only.Subject, only.Model.Digest)] }),
        NodeJob node => OfNodeAsync(node, cancellationToken),
        _ => throw new InvalidOperationException($"Nobody knows how to caption {job.GetType().Name}."),
    };

    private async Task<ModelCaption> OfSegmentAsync(SegmentJob job, CancellationToken cancellationToken)
    {
        if (model.Wording is { } wording) return await OfClipAsync(job, wording, cancellationToken);
        await heardUntil(job.Span.Range.End, cancellationToken);
        var from = job.Before is not null && job.Span.Id.Ordinal > 0 ? job.Span.Range.Start.Plus(-TimeSpan.FromMilliseconds(1)) : job.Span.Range.Start;
        var read = await parts.Segments.ReadSegmentsAsync(video, new TimeRange(from, job.Span.Range.End), null, cancellationToken);
        var segment = read.First(s => s.Span.Id == job.Span.Id);
        if (job.Before is { Text.Length: > 0 } before && read.FirstOrDefault(s => s.Span.Id.Ordinal == job.Span.Id.Ordinal - 1) is { } earlier && PictureChange.IsNone(earlier, segment, Options))
            return Same(job, before);
        using var look = await parts.Pictures.LookAsync(video, job.Span, Options.PicturesPerSegment, cancellationToken);
        var reply = await AskAsync(CaptionPrompts.OfSegment(segment, job.Memory, look.Pictures), Options.SegmentTokens, cancellationToken);
        return Said(job, reply) with { Pictures = look.Pictures.Length };
    }

    // A model of few words is shown its clip and nothing else, and what is no clause of its own is not kept.
    private async Task<ModelCaption> OfClipAsync(SegmentJob job, ModelWording wording, CancellationToken cancellationToken)
    {
        using var look = await parts.Pictures.LookAsync(video, job.Span, wording.PicturesWanted, cancellationToken);
        var clip = ClipChoice.Of(look.Pictures, job.Span, wording);
        if (clip.IsEmpty) return Silent(job, $"{look.Pictures.Length} of its pictures are left, and the model needs {wording.PicturesLeast}.");
        var caption = Said(job, await AskAsync(ClipPrompt.Of(wording.Describe, clip), new GenerationSettings { MaxTokens = Options.SegmentTokens, TellsLikelihood = true }, cancellationToken));
        return wording.Fields(caption.Text) is null ? Silent(job, "What the model said about it is no clause of its own.") : caption with { Pictures = clip.Length };
    }

    private async Task<ModelCaption> OfNodeAsync(NodeJob job, CancellationToken cancellationToken)
    {
        if (model.Wording is not null)
        {
            var words = ClauseWords.Of(job);
            var joined = words.Length == 0 ? Silent(job, "The model said nothing about what is in it.") : new ModelCaption { Subject = job.Subject, Text = words, Model = _versions[^1] };
            return joined with { From = [.. job.Children.Select(child => new CaptionSource(child.Subject, child.Model.Digest))] };
        }

        var reply = await AskAsync(CaptionPrompts.OfNode(job), Options.NodeTokens, cancellationToken);
        return Said(job, reply) with { From = [.. job.Children.Select(child => new CaptionSource(child.Subject, child.Model.Digest))] };
    }

    // Words are found by what they mean as well. A model or service that makes no vectors is asked for one once; a caption is worth keeping without.
    private async Task<ModelCaption> PlacedAsync(CaptionJob job, ModelCaption caption, CancellationToken cancellationToken)
    {
        if (_makesNoVectors || model.Wording is not null || !Options.Vectors || job is not SegmentJob || caption.Text.Length == 0 || caption.SameAs is not null) return caption;
        try
        {
            var reply = await model.Worker.RunAsync(new EmbeddingRequest(RequestId.New(), lane, video, [caption.Text]), WhenFull.Wait, tokens: null, cancellationToken);
            // A vector of other weights than the words' would be looked for among the wrong ones.
            return reply.Vectors is [var vector, ..] && reply.Version == caption.Model ? caption with { Vector = vector } : caption;
        }
        catch (ModelException none)
        {
            _makesNoVectors = true;
            LogNoVectors(log, video.Value, none.Message);
            return caption;
        }
    }

    private Task<ModelReply> AskAsync(ImmutableArray<ChatMessage> messages, int tokens, CancellationToken cancellationToken) =>
        AskAsync(messages, new GenerationSettings { MaxTokens = tokens }, cancellationToken);

    private Task<ModelReply> AskAsync(ImmutableArray<ChatMessage> messages, GenerationSettings settings, CancellationToken cancellationToken) =>
        model.Worker.RunAsync(new ChatRequest(RequestId.New(), lane, video, messages, settings), WhenFull.Wait, tokens: null, cancellationToken);

    private ModelCaption Silent(CaptionJob job, string problem) => new() { Subject = job.Subject, Text = string.Empty, Model = _versions[^1], Problem = problem };

    private ModelCaption Said(CaptionJob job, ModelReply reply)
    {
        var text = ReplyText.Plain(reply.Text);
        if (_versions[^1] != reply.Version) _versions = _versions.Remove(reply.Version).Add(reply.Version);
        return new ModelCaption
        {
            Subject = job.Subject, Text = text, Model = reply.Version, Usage = reply.Usage, LogLikelihood = reply.LogLikelihood,
            Problem = text.Length == 0 ? "The model said nothing about it." : null,
        };
    }

    private static ModelCaption Same(CaptionJob job, ModelCaption of) => new() { Subject = job.Subject, Text = of.Text, Model = of.Model, SameAs = of.SameAs ?? of.Subject };

    [LoggerMessage(Level = LogLevel.Information, Message = "{Video}: captions are found by their words alone: {Reason}")]
    private static partial void LogNoVectors(ILogger log, string video, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Video} {Subject}: the model cannot caption it: {Reason}")]
    private static partial void LogImpossible(ILogger log, string video, string subject, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Video} {Subject}: the caption is tried again: {Reason}")]
    private static partial void LogFailed(ILogger log, string video, string subject, string reason);
}
