using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using LongVpo.Cli.Terminal;
using LongVpo.Core.Answers;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
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
        var without = new Option<string[]>("--without") { Description = "Answer as if this segment of the one --video had never been seen: what an answer does without a place that it cites tells whether it rests on it.", HelpName = "SEGMENT" };
        var keep = new Option<bool>("--keep") { Description = "Keep the answer, so that longvpo feedback can say whether it was right; the node that serves the store answers, where there is one." };
        var command = new Command("ask", "Ask a question about a video, or about everything remembered.") { question, videos, asOf, from, to, common.Model, mode, without, keep };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            common.Settings(parsed), parsed.GetValue(keep),
            new Question
            {
                Text = parsed.GetRequiredValue(question),
                AsOf = parsed.GetValue(asOf) is { } seconds ? MediaTime.FromSeconds(seconds) : null,
                Mode = Mode(parsed.GetValue(mode)),
                Within = Within(parsed.GetValue(from), parsed.GetValue(to)),
            },
            parsed.GetValue(videos) ?? [], parsed.GetValue(without) ?? [], parsed.GetValue(common.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(NodeSettings settings, bool keep, Question question, string[] videos, string[] without, bool json, CancellationToken cancellationToken)
    {
        var left = Left(videos, without);
        await EnsureWatchedAsync(settings, videos, cancellationToken);
        if (keep && left.Count > 0) throw new SettingsException("--without does not go with --keep: an answer that leaves something out on purpose says nothing of the model.");
        var answer = keep ? await KeptAsync(settings, question, videos, cancellationToken) : await AskAsync(settings, question, videos, left, cancellationToken);
        if (json) JsonLines.Write(answer, ContractJson.Readable.AnswerDocument);
        else AnswerText.Write(answer);
        return answer.Found ? ExitCode.Found : ExitCode.NothingFound;
    }

    private static async Task<AnswerDocument> AskAsync(NodeSettings settings, Question question, string[] videos, List<SegmentId> left, CancellationToken cancellationToken)
    {
        await using var node = await LocalNode.OpenReaderAsync(settings, cancellationToken);
        var ids = await IdsAsync(node, videos, cancellationToken);
        return await node.AskAsync(question with { Videos = ids, Without = [.. left.Select(segment => (ids[0], segment))] }, cancellationToken);
    }

    /// <summary>Lets whoever may write the store answer, because only that one can keep the answer.</summary>
    private static async Task<AnswerDocument> KeptAsync(NodeSettings settings, Question question, string[] videos, CancellationToken cancellationToken)
    {
        if (question.Mode is not null) throw new SettingsException("--mode does not go with --keep: leave one of them out.");
        List<VideoId> ids;
        await using (var node = await LocalNode.OpenReaderAsync(settings with { Model = null }, cancellationToken)) ids = await IdsAsync(node, videos, cancellationToken);
        var body = new JsonObject { ["question"] = question.Text, ["sources"] = new JsonArray([.. ids.Select(video => (JsonNode?)JsonValue.Create(video.Value))]) };
        if (question.AsOf is { } asOf) body["asOf"] = asOf.Seconds;
        if (question.Within is { } within) (body["from"], body["to"]) = (within.Start.Seconds, within.End.Seconds);
        await using var client = await NodeClient.OpenAsync(settings, null, cancellationToken);
        return (await client.AskAsync(body, cancellationToken)).Deserialize(ContractJson.Readable.AnswerDocument)!;
    }

    private static async Task<List<VideoId>> IdsAsync(LocalNode node, string[] videos, CancellationToken cancellationToken)
    {
        var ids = new List<VideoId>();
        foreach (var video in videos) ids.Add(await node.ResolveAsync(video, cancellationToken));
        return ids;
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

    private static List<SegmentId> Left(string[] videos, string[] without)
    {
        if (without.Length > 0 && videos.Length != 1) throw new SettingsException("--without names a segment of one video: give that with --video.");
        try
        {
            return [.. without.Select(SegmentId.Parse)];
        }
        catch (FormatException wrong)
        {
            throw new SettingsException($"{wrong.Message.TrimEnd('.')}: --without takes the names that answers cite.", wrong);
        }
    }

    private static AnswerMode? Mode(string? name) => name is null ? null : Enum.GetValues<AnswerMode>().First(mode => Documents.NameOf(mode) == name);

    private static TimeRange? Within(double? from, double? to) =>
        from is null && to is null ? null : new TimeRange(MediaTime.FromSeconds(from ?? -1e9), MediaTime.FromSeconds(Math.Max(from ?? -1e9, to ?? 1e9)));
}
