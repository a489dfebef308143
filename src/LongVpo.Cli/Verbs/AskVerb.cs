using System.CommandLine;
using LongVpo.Cli.Terminal;
using LongVpo.Core.Answers;
using LongVpo.Core.Ports;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Node;
using LongVpo.Node.Contract;

namespace LongVpo.Cli.Verbs;

/// <summary>Answers a question with the places in the footage that the answer rests on.</summary>
internal sealed class AskVerb : IVerb
{
    public Command Build(CommonOptions common)
    {
        var question = new Argument<string>("QUESTION") { Description = "The question, in English." };
        var videos = new Option<string[]>("--video") { Description = "File or video id to ask; watched first if it was not. All remembered videos when left out.", HelpName = "FILE-or-ID" };
        var asOf = new Option<double?>("--as-of") { Description = "Answer as if the video had been seen only until this container time.", HelpName = "SECONDS" };
        var from = new Option<double?>("--from") { Description = "Look only at what comes after this container time.", HelpName = "SECONDS" };
        var to = new Option<double?>("--to") { Description = "Look only at what comes before this container time.", HelpName = "SECONDS" };
        var mode = new Option<string?>("--mode") { Description = "How the model is asked: captions, retrieve, map-reduce (when left out) or agent.", HelpName = "MODE" };
        mode.AcceptOnlyFromAmong("captions", "retrieve", "map-reduce", "agent");
        var command = new Command("ask", "Ask a question about a video, or about everything remembered.") { question, videos, asOf, from, to, common.Model, mode };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            common.Settings(parsed),
            new Question
            {
                Text = parsed.GetRequiredValue(question),
                AsOf = parsed.GetValue(asOf) is { } seconds ? MediaTime.FromSeconds(seconds) : null,
                Mode = Mode(parsed.GetValue(mode)),
                Within = Within(parsed.GetValue(from), parsed.GetValue(to)),
            },
            parsed.GetValue(videos) ?? [], parsed.GetValue(common.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(NodeSettings settings, Question question, string[] videos, bool json, CancellationToken cancellationToken)
    {
        await EnsureWatchedAsync(settings, videos, cancellationToken);
        await using var node = await LocalNode.OpenReaderAsync(settings, cancellationToken);
        var ids = new List<VideoId>();
        foreach (var video in videos) ids.Add(await node.ResolveAsync(video, cancellationToken));
        var answer = await node.AskAsync(question with { Videos = ids }, cancellationToken);
        if (json) JsonLines.Write(answer, ContractJson.Readable.AnswerDocument);
        else AnswerText.Write(answer);
        return answer.Found ? ExitCode.Found : ExitCode.NothingFound;
    }

    /// <summary>
    /// Opens the store for writing only when there is something to watch, so that questions can be asked while another process analyses:
    /// what it has sealed so far is answered from, and the answer says until when.
    /// </summary>
    private static async Task EnsureWatchedAsync(NodeSettings settings, string[] videos, CancellationToken cancellationToken)
    {
        foreach (var video in videos)
        {
            var remembered = await LocalNode.RememberedAsync(settings, video, cancellationToken);
            if (remembered == Remembered.Whole || !File.Exists(video)) continue;
            try
            {
                await using var node = await LocalNode.OpenWriterAsync(settings, cancellationToken);
                using var bar = new ProgressBar(Path.GetFileName(video));
                var done = await node.AnalyzeAsync(video, again: false, bar, cancellationToken);
                if (done.Message is not null) await Console.Error.WriteLineAsync($"longvpo: {done.Message}");
            }
            catch (StoreException) when (remembered == Remembered.Partly)
            {
                await Console.Error.WriteLineAsync($"longvpo: {video} is being watched by another process; this answer rests on what is sealed so far.");
            }
        }
    }

    private static AnswerMode? Mode(string? name) => name is null ? null : Enum.GetValues<AnswerMode>().First(mode => Documents.NameOf(mode) == name);

    private static TimeRange? Within(double? from, double? to) =>
        from is null && to is null ? null : new TimeRange(MediaTime.FromSeconds(from ?? -1e9), MediaTime.FromSeconds(Math.Max(from ?? -1e9, to ?? 1e9)));
}
