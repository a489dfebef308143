using System.CommandLine;
using System.Globalization;
using LongVpo.Cli.Terminal;
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
        var output = new Option<FileInfo?>("--output", "-o") { Description = "File to write; its extension names the container (mp4, mov, mkv, ts). Named after video and time when left out.", HelpName = "FILE" };
        var command = new Command("clip", "Cut a stretch of footage out as a file, from the file or from the recording of a live source, without coding it anew.") { video, from, to, segment, output };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            common.Settings(parsed), parsed.GetRequiredValue(video), new Wanted(parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(segment)),
            parsed.GetValue(output)?.FullName, parsed.GetValue(common.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(NodeSettings settings, string video, Wanted wanted, string? output, bool json, CancellationToken cancellationToken)
    {
        var range = wanted.Range();
        if (File.Exists(video) && range is { } stretch)
        {
            var path = output ?? NameOf(Path.GetFileNameWithoutExtension(video), stretch);
            return Tell(null, path, await ClipMaker.CutFileAsync(settings, video, stretch, path, cancellationToken), json);
        }

        await using var node = await LocalNode.OpenReaderAsync(settings, cancellationToken);
        var id = await node.ResolveAsync(video, cancellationToken);
        var found = range ?? await node.Clips.FindAsync(id, wanted.Id(), cancellationToken);
        var file = output ?? NameOf(id.Value, found);
        return Tell(id, file, await node.Clips.WriteAsync(id, found, file, cancellationToken), json);
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

    private sealed record Wanted(string? From, string? To, string? Segment)
    {
        /// <summary>The stretch; null when a segment is named.</summary>
        public TimeRange? Range()
        {
            if (Segment is not null) return From is null && To is null ? null : throw new SettingsException("--segment says what to cut, so leave --from and --to out.");
            if (From is null || To is null) throw new SettingsException("Say what to cut: --from and --to, or --segment.");
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
