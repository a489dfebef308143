using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LongVpo.Cli.Terminal;
using LongVpo.Node;
using LongVpo.Node.Models;
using LongVpo.Training.Evaluation.Benchmarks;
using Microsoft.Extensions.Logging.Abstractions;

namespace LongVpo.Cli.Verbs;

/// <summary>Puts the questions of a published benchmark to a model and tells its figures with intervals, and whatever could not be scored.</summary>
internal static class BenchCommand
{
    public static Command Build(CommonOptions common)
    {
        var defaults = new BenchmarkSettings();
        var name = new Argument<string>("NAME") { Description = $"Which benchmark: {string.Join(", ", BenchmarkList.All.Select(benchmark => benchmark.Name))}." };
        var folder = new Option<DirectoryInfo>("--folder") { Description = "Folder with its question files and videos, as published.", HelpName = "DIR", Required = true };
        var frames = new Option<int>("--frames") { Description = "Frames that the model is shown of each video.", HelpName = "N", DefaultValueFactory = _ => defaults.Frames };
        var sampling = new Option<string>("--sampling") { Description = "Which frames: segment-centre, ends, part-starts or inner.", HelpName = "NAME", DefaultValueFactory = _ => "segment-centre" };
        var subtitles = new Option<bool>("--subtitles") { Description = "Tell the model what is said in the frames." };
        var drawn = new Option<bool>("--unread-random") { Description = "Draw an option where a reply chooses none, as some reference code does, instead of counting it wrong." };
        var limit = new Option<int>("--limit") { Description = "Ask only so many questions, spread over all; 0 asks all.", HelpName = "N" };
        var into = new Option<FileInfo?>("--out") { Description = "File for one line per question.", HelpName = "FILE" };
        var command = new Command("bench", "Put a published benchmark's questions to a model, and tell its figures.") { name, folder, common.Model, frames, sampling, subtitles, drawn, limit, into };
        common.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            common.Settings(parsed), parsed.GetRequiredValue(name), parsed.GetRequiredValue(folder).FullName,
            defaults with
            {
                Frames = parsed.GetValue(frames) is >= 1 and <= 4096 and var count ? count : throw new SettingsException("--frames must be from 1 to 4096."),
                Sampling = Enum.TryParse<FrameSampling>(parsed.GetRequiredValue(sampling).Replace("-", string.Empty, StringComparison.Ordinal), ignoreCase: true, out var rule) && Enum.IsDefined(rule) && !char.IsDigit(parsed.GetRequiredValue(sampling)[0])
                    ? rule : throw new SettingsException($"There is no sampling {parsed.GetValue(sampling)}: take segment-centre, ends, part-starts or inner."),
                Subtitles = parsed.GetValue(subtitles),
                Unread = parsed.GetValue(drawn) ? UnreadReply.SeededRandom : UnreadReply.Wrong,
            },
            parsed.GetValue(limit), parsed.GetValue(into)?.FullName, parsed.GetValue(common.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(NodeSettings settings, string name, string folder, BenchmarkSettings how, int limit, string? into, bool json, CancellationToken cancellationToken)
    {
        try
        {
            var benchmark = BenchmarkList.Find(name);
            var data = benchmark.Read(folder);
            if (limit > 0) data = data with { Items = [.. Core.Models.EvenChoice.Of(data.Items.Length, limit).Select(i => data.Items[i])] };
            var options = OptionsFile.Read(settings.ConfigFile);
            await using var room = new ModelRoom(options, NullLoggerFactory.Instance, TimeProvider.System);
            var model = await room.OpenAsync(settings.Model, cancellationToken) ?? throw new SettingsException("eval bench asks a model: name one with --model torch:FOLDER or openai:URL#NAME.");
            var run = new BenchmarkRun(benchmark, how, model.Worker, room.Shelf, new FootageFrames(options));
            var steps = new List<BenchmarkStep>();
            await using var lines = into is null ? null : new StreamWriter(into);
            using var bar = new CountBar(name);
            await foreach (var step in run.RunAsync(data, folder, cancellationToken))
            {
                steps.Add(step);
                bar.Report(steps.Count, data.Items.Length + data.Problems.Length);
                if (lines is not null) await lines.WriteLineAsync(JsonSerializer.Serialize(BenchmarkLine.Of(step), BenchmarkDocuments.Readable.BenchmarkLine));
            }

            var score = BenchmarkScore.Of(benchmark, model.Version.Name, how, steps);
            if (json) JsonLines.Write(score, BenchmarkDocuments.Readable.BenchmarkScore);
            else Write(score);
            return score.Overall.Questions > 0 ? ExitCode.Found : ExitCode.NothingFound;
        }
        catch (BenchmarkException wrong)
        {
            throw new SettingsException(wrong.Message, wrong);
        }
    }

    private static void Write(BenchmarkScore score)
    {
        Console.Out.WriteLine($"{score.Benchmark}, {score.Model}, {score.Frames} frames ({score.Sampling}){(score.Subtitles ? ", with subtitles" : string.Empty)}");
        Console.Out.WriteLine($"  {"all questions",-36}{Text(score.Overall)}");
        foreach (var (kind, values) in score.Groups)
            foreach (var (value, group) in values) Console.Out.WriteLine($"  {$"{kind} {value}",-36}{Text(group)}");
        foreach (var (figure, value) in score.Figures) Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {figure,-36}{100 * value,6:0.0} %"));
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  replies without a choice: {100 * score.Unread:0.0} %"));
        if (score.NotScored.Count > 0) Console.Out.WriteLine($"  not scored: {Counts(score.NotScored)}");
        if (score.Doubts.Count > 0) Console.Out.WriteLine($"  scored with a doubt: {Counts(score.Doubts)}");
    }

    private static string Text(GroupScore group) => string.Create(CultureInfo.InvariantCulture, $"{100 * group.Accuracy,6:0.0} %  ({100 * group.Low:0.0} to {100 * group.High:0.0}) of {group.Questions}");

    private static string Counts(IEnumerable<KeyValuePair<string, int>> counts) => string.Join(", ", counts.Select(count => $"{count.Value} {count.Key}"));
}
