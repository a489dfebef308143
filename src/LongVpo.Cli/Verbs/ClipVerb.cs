using System.CommandLine;
using System.Globalization;
using LongVpo.Cli.Terminal;
using LongVpo.Core.Answers;
using LongVpo.Core.Frames;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Node;
using LongVpo.Node.Clips;
using LongVpo.Node.Contract;

namespace LongVpo.Cli.Verbs;

/// <summary>Cuts a stretch of footage out as a file that can be played and passed on, so that a citation can be looked at.</summary>
internal sealed class ClipVerb : IVerb
{
    public Command Build(CommonOptions common)
    {
        var video = new Argument<string>("FILE-or-ID") { Description = "A remembered video, or any file." };
        var from = new Option<string?>("--from") { Description = "Begin at the key frame before this time: seconds, or as in 1:02:03.5.", HelpName = "TIME" };
        var to = new Option<string?>("--to") { Description = "End at this time.", HelpName = "TIME" };
        var segment = new Option<string?>("--segment") { Description = "Cut this segment, instead of --from and --to.", HelpName = "ID" };
        var ask = new Option<string?>("--ask") { Description = "Ask this of the video, and cut what the answer cites, instead of --from and --to.", HelpName = "QUESTION" };
        var citation = new Option<int>("--citation") { Description = "Which of the places that the answer to --ask cites.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var exact = new Option<bool>("--exact") { Description = "Play from exactly the asked time: the pictures before it, which decoding needs, are hidden by an edit list (mp4 and mov)." };
        var output = new Option<FileInfo?>("--output", "-o") { Description = "File to write; its extension names the container (mp4, mov, mkv, ts). Named after video and time when left out.", HelpName = "FILE" };
        var command = new Command("clip", "Cut a stretch of footage out as a file, from the file or from the recording of a live source, without coding it anew.") { video, from, to, segment, ask, citation, exact, output };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            common.Settings(parsed), parsed.GetRequiredValue(video),
            new Wanted(parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(segment), parsed.GetValue(ask), parsed.GetValue(citation), parsed.GetValue(exact) ? ClipStart.Exact : ClipStart.KeyFrame),
            parsed.GetValue(output)?.FullName, parsed.GetValue(common.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(NodeSettings settings, string video, Wanted wanted, string? output, bool json, CancellationToken cancellationToken)
    {
        var range = wanted.Range();
        if (File.Exists(video) && range is { } stretch)
        {
            var path = output ?? NameOf(Path.GetFileNameWithoutExtension(video), stretch);
            return Tell(null, path, await ClipMaker.CutFileAsync(settings, video, stretch, wanted.Start, path, cancellationToken), json);
        }

        await using var node = await LocalNode.OpenReaderAsync(settings, cancellationToken);
        var id = await node.ResolveAsync(video, cancellationToken);
        range ??= wanted.Question is { } question
            ? await CitedAsync(node, id, question, wanted.Citation, json, cancellationToken)
            : await node.Clips.FindAsync(id, wanted.Id(), cancellationToken);
        if (range is not { } found) return ExitCode.NothingFound;
        var file = output ?? NameOf(id.Value, found);
        return Tell(id, file, await node.Clips.WriteAsync(id, found, wanted.Start, file, cancellationToken), json);
    }

    /// <summary>Where the footage is that an answer cites, at least a second of it; null when the answer cites nothing, which has been said then.</summary>
    /// <exception cref="SettingsException">The answer cites fewer places.</exception>
    private static async Task<TimeRange?> CitedAsync(LocalNode node, VideoId video, string question, int number, bool json, CancellationToken cancellationToken)
    {
        var answer = await node.AskAsync(new Question { Text = question, Videos = [video] }, cancellationToken);
        if (!json) AnswerText.Write(answer);
        if (answer.Citations.Count == 0)
        {
            if (json) JsonLines.Write(new ClipDocument(video.Value, false, null, null, null, [], $"The answer cites nothing: {answer.Answer}"), ContractJson.Readable.ClipDocument);
            return null;
        }

        if (number < 1 || number > answer.Citations.Count)
            throw new SettingsException(string.Create(CultureInfo.InvariantCulture, $"--citation {number} is none of the {answer.Citations.Count} places that the answer cites: choose from 1 to {answer.Citations.Count}."));
        var cited = answer.Citations[number - 1];
        return new TimeRange(MediaTime.FromSeconds(cited.Start), MediaTime.FromSeconds(Math.Max(cited.End, cited.Start + 1)));
    }

    private static string NameOf(string video, TimeRange range) =>
        Path.GetFullPath(string.Create(CultureInfo.InvariantCulture, $"{video}_{range.Start.Seconds:0.###}-{range.End.Seconds:0.###}.mp4"));

    private static int Tell(VideoId? video, string path, ClipResult result, bool json)
    {
        var clip = result.Clip;
        if (json)
        {
            var missing = clip?.Missing.Select(hole => new GapDocument(Documents.Seconds(hole.Start), Documents.Seconds(hole.End), "Nothing is kept of it.")).ToList();
            JsonLines.Write(
                new ClipDocument(
                    video?.Value, clip is not null, clip is null ? null : path, clip is null ? null : Documents.Seconds(clip.Range.Start),
                    clip is null ? null : Documents.Seconds(clip.Range.End), missing ?? [], result.Sentence),
                ContractJson.Readable.ClipDocument);
        }
        else
        {
            if (clip is not null) Console.Out.WriteLine($"{path} holds {TimeText.Of(clip.Range)}.");
            if (result.Sentence is not null) Console.Out.WriteLine(result.Sentence);
        }

        return clip is null ? ExitCode.NothingFound : ExitCode.Found;
    }

    private sealed record Wanted(string? From, string? To, string? Segment, string? Question, int Citation, ClipStart Start)
    {
        /// <summary>The stretch; null when a segment or a question says what is wanted.</summary>
        public TimeRange? Range()
        {
            if (Segment is not null && Question is not null) throw new SettingsException("--segment and --ask both say what to cut: leave one out.");
            if ((Segment is not null ? "--segment" : Question is not null ? "--ask" : null) is { } said)
                return From is null && To is null ? null : throw new SettingsException($"{said} says what to cut, so leave --from and --to out.");
            if (From is null || To is null) throw new SettingsException("Say what to cut: --from and --to, or --segment, or --ask.");
            var (start, end) = (Time("--from", From), Time("--to", To));
            return end > start ? new TimeRange(start, end) : throw new SettingsException("--to is not after --from: exchange them.");
        }

        public SegmentId Id()
        {
            try
            {
                return SegmentId.Parse(Segment!);
            }
            catch (FormatException)
            {
                throw new SettingsException($"{Segment} is not a segment's id: write one such as s00012, see longvpo tree.");
            }
        }

        private static MediaTime Time(string option, string text) =>
            TimeText.Parse(text) ?? throw new SettingsException($"{option} {text} is not a time: write seconds such as 12.5, or a clock such as 1:02:03.5.");
    }
}
