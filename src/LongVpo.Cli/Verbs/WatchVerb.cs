using System.CommandLine;
using LongVpo.Cli.Terminal;
using LongVpo.Core.Answers;
using LongVpo.Core.Videos;
using LongVpo.Node;
using LongVpo.Node.Contract;

namespace LongVpo.Cli.Verbs;

/// <summary>Watches one source and shows its tree as it grows, while questions typed below are answered from what has been seen so far.</summary>
internal sealed class WatchVerb : IVerb
{
    public Command Build(CommonOptions common)
    {
        var source = new Argument<string>("URL-or-FILE") { Description = "A live stream, or a file." };
        var asLive = new Option<bool>("--as-live") { Description = "Play a file at the pace of its own clock, as if it were live." };
        var speed = new Option<double?>("--speed") { Description = "Play a file at this multiple of its own clock.", HelpName = "X" };
        speed.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is <= 0 or > 1000) result.AddError("--speed takes a number above 0 and up to 1000.");
        });
        var questions = new Option<string[]>("--ask") { Description = "Ask this when the watching ends.", HelpName = "QUESTION" };
        var name = new Option<string?>("--name") { Description = "What to call the source.", HelpName = "NAME" };
        var command = new Command("watch", "Watch a stream or file, show its tree as it grows, and answer questions typed below; Ctrl-C ends it.") { source, asLive, speed, questions, name, common.Model, common.Speech };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            common.Settings(parsed),
            new WatchRequest
            {
                Location = parsed.GetRequiredValue(source),
                Name = parsed.GetValue(name),
                Pace = parsed.GetValue(speed) ?? (parsed.GetValue(asLive) ? 1 : null),
            },
            parsed.GetValue(questions) ?? [], parsed.GetValue(common.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(NodeSettings settings, WatchRequest request, string[] questions, bool json, CancellationToken cancellationToken)
    {
        await using var node = await LocalNode.OpenWriterAsync(settings, cancellationToken);
        var text = new WatchText(json);
        using var captioned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var changes = node.Videos.FollowAsync(only: null, captioned.Token);
        var video = await node.Videos.WatchAsync(request with { Model = node.Model?.Name.ToString() }, cancellationToken);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var typed = AnswerTypedAsync(node, video, text, over.Token);
        var failed = await ShowAsync(changes, video, text, () => LeaveAsync(node, video, captioned, captioned.Token), captioned.Token);
        await over.CancelAsync();
        var found = await typed;
        // Whoever ends the watching by hand does not want it taken up by the next node.
        await node.Videos.StopAsync(video, CancellationToken.None);
        foreach (var question in questions) found = await AnswerAsync(node, video, question, text, CancellationToken.None) || found;
        return failed ? ExitCode.Error : found || questions.Length == 0 ? ExitCode.Found : ExitCode.NothingFound;
    }

    /// <returns>Whether the watching was given up.</returns>
    public static async Task<bool> ShowAsync(IAsyncEnumerable<VideoChange> changes, VideoId video, WatchText text, Func<Task> leave, CancellationToken cancellationToken)
    {
        var (clock, leaving) = (UtcMap.Empty, Task.CompletedTask);
        try
        {
            await foreach (var change in changes)
            {
                if (change.Video != video) continue;
                if (change.Event is ClockAnchored anchor) clock = new UtcMap(clock.Anchors.Add(anchor));
                if (WatchDocuments.From(change, clock) is { } line) text.Write(line);
                if (change is { Event: null, Phase: WatchPhase.Failed }) return true;
                if (change is { Event: null, Phase: WatchPhase.Finished }) leaving = leave();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Someone pressed Ctrl-C, or a model has captioned the last of it: what is sealed is shown and kept.
        }

        await leaving;
        return false;
    }

    // A model lags behind the footage: its captions are shown until it has caught up, and the last of them needs a moment to arrive.
    internal static async Task LeaveAsync(LocalNode node, VideoId video, CancellationTokenSource captioned, CancellationToken cancellationToken)
    {
        try
        {
            await node.Videos.WatchEndedAsync(video, cancellationToken);
            if (node.Model is not null || node.Speech is not null) await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C ends the captioning, too.
        }

        await captioned.CancelAsync();
    }

    /// <returns>Whether any answer found something.</returns>
    private static async Task<bool> AnswerTypedAsync(LocalNode node, VideoId video, WatchText text, CancellationToken cancellationToken)
    {
        var found = false;
        try
        {
            await foreach (var question in TypedLines.Begin().ReadAllAsync(cancellationToken)) found = await AnswerAsync(node, video, question, text, cancellationToken) || found;
        }
        catch (OperationCanceledException)
        {
            // The watching is over, and with it the questions below it.
        }

        return found;
    }

    private static async Task<bool> AnswerAsync(LocalNode node, VideoId video, string question, WatchText text, CancellationToken cancellationToken)
    {
        var answer = await node.AskAsync(new Question { Text = question, Videos = [video] }, cancellationToken);
        text.Write(new WatchDocument("answer", video.Value) { Question = question, Answer = answer });
        return answer.Found;
    }
}
