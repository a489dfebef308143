using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LongVpo.Cli.Terminal;
using LongVpo.Node;
using LongVpo.Node.Models;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Preferences.Scenes;
using LongVpo.Training.Preferences.Scenes.Worlds;
using LongVpo.Training.Preferences.Stage1;
using LongVpo.Training.Preferences.Stage1.Worlds;
using Microsoft.Extensions.Logging.Abstractions;

namespace LongVpo.Cli.Verbs;

/// <summary>Makes the pairs of LongVPO's first stage over the scripted world, and holds them against its script.</summary>
internal static class Stage1Command
{
    // The world's answers are one of six to ten choices, told in three or four tokens: a blind guess is worth less per token than with free answers, and so is a margin over it.
    private const double WorldMargin = 0.25;

    public static Command Build(CommonOptions common)
    {
        var seeds = new Option<string>("--seeds") { Description = "Seeds of the worlds that clips are taken from, for training or for validation.", HelpName = "FROM-TO", Required = true };
        var pairs = new Option<long>("--pairs") { Description = "Pairs there shall be in the file, those that are there included.", HelpName = "N", DefaultValueFactory = _ => 1000 };
        var into = new Option<FileInfo>("--out") { Description = "File of pairs; a run that was stopped goes on where it ends.", HelpName = "FILE", Required = true };
        var seed = new Option<long>("--seed") { Description = "What all draws follow from.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var captions = new Option<string>("--captions") { Description = "Whose captions questions are made from: model, or script for those that annotated data would have.", HelpName = "WHOSE", DefaultValueFactory = _ => "model" };
        var place = new Option<AnchorPlace>("--anchor") { Description = "Where the clip that is asked about stands: uniform, first or last.", HelpName = "PLACE", DefaultValueFactory = _ => AnchorPlace.Uniform };
        var without = new Option<string[]>("--without") { Description = "Parts to leave out, to see what they are good for: likeness, rule, margin, reference, certainty.", HelpName = "PART", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var twin = new Option<bool>("--twin") { Description = "Put a clip that looks like the anchor into every composite, to see what keeping such out is good for." };
        var vague = new Option<int>("--vague") { Description = "Percent of questions that are to lack a cue on purpose, to see whether filters catch them.", HelpName = "N" };
        var margin = new Option<double>("--margin") { Description = "How much likelier an answer must be on its clip than on others and without pictures, in nats per token.", HelpName = "NATS", DefaultValueFactory = _ => WorldMargin };
        var certain = new Option<double>("--certain") { Description = "Least probability that the model must give its own caption and answer, so that what it sees wrong is not taught.", HelpName = "P", DefaultValueFactory = _ => 0.5 };
        var command = new Command("stage1", "Make pairs whose question is about one clip among unrelated ones: preferred is what the model says of that clip, dispreferred what it says of another.")
        {
            common.Model, seeds, pairs, into, seed, captions, place, without, twin, vague, margin, certain,
        };
        common.AddTo(command);
        command.SetAction((parsed, cancellationToken) => PrefsVerb.Guarded(() =>
        {
            var (from, to) = Seeds(parsed.GetRequiredValue(seeds));
            var writer = new CaptionQuestionWriter(parsed.GetValue(vague) is >= 0 and <= 100 and var percent ? percent : throw new SettingsException("--vague must be from 0 to 100."));
            var pool = new WorldPool(from, to, Whose(parsed.GetRequiredValue(captions)));
            var settings = new Stage1Settings
            {
                Seed = parsed.GetValue(seed), Place = parsed.GetValue(place), Without = Parts(parsed.GetValue(without) ?? []), IsTwinAdded = parsed.GetValue(twin), SpecificMargin = parsed.GetValue(margin), BlindMargin = parsed.GetValue(margin), LeastCertainty = parsed.GetValue(certain),
                CaptionPrompt = CaptionQuestionWriter.CaptionPrompt,
            };
            try
            {
                settings.Validate();
            }
            catch (ArgumentException wrong)
            {
                throw new SettingsException(wrong.Message, wrong);
            }

            var wanted = parsed.GetValue(pairs) is >= 1 and var count ? count : throw new SettingsException("--pairs must be 1 or more.");
            return RunAsync(common.Settings(parsed), settings, pool, writer, parsed.GetRequiredValue(into).FullName, wanted, parsed.GetValue(common.Json), cancellationToken);
        }));
        return command;
    }

    public static Command Truth(CommonOptions common)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "File of preference pairs of the scripted world." };
        var command = new Command("truth", "Hold pairs of the scripted world against its script: which responses are right, and which questions fit several clips.") { file };
        common.AddTo(command);
        command.SetAction((parsed, cancellationToken) => PrefsVerb.Guarded(() =>
        {
            var path = parsed.GetRequiredValue(file).FullName;
            var pairs = PairReader.Read(path, cancellationToken).ToList();
            if (pairs.Exists(static pair => pair.Stage != PairStage.Stage1)) return Task.FromResult(Episodes(pairs, SceneBook.PathOf(path), parsed.GetValue(common.Json)));
            var report = TruthReport.Of(pairs);
            if (parsed.GetValue(common.Json)) JsonLines.Write(report, PairDocuments.Readable.TruthReport);
            else Stage1Text.Write(report, Console.Out);
            return Task.FromResult(report.Pairs > 0 ? ExitCode.Found : ExitCode.NothingFound);
        }));
        return command;
    }

    private static int Episodes(List<PreferencePair> pairs, string captions, bool json)
    {
        var truth = EpisodeTruth.Of(pairs, File.Exists(captions) ? SceneBook.Read(captions) : []);
        if (json) JsonLines.Write(truth, PairDocuments.Readable.EpisodeTruth);
        else SceneText.Write(truth, Console.Out);
        return truth.Pairs > 0 ? ExitCode.Found : ExitCode.NothingFound;
    }

    private static async Task<int> RunAsync(NodeSettings node, Stage1Settings settings, WorldPool pool, CaptionQuestionWriter writer, string path, long wanted, bool json, CancellationToken cancellationToken)
    {
        await using var room = new ModelRoom(OptionsFile.Read(node.ConfigFile), NullLoggerFactory.Instance, TimeProvider.System);
        var model = await room.OpenAsync(node.Model, cancellationToken) ?? throw new SettingsException("prefs stage1 has the model that is to be trained answer: name it with --model torch:FOLDER.");
        var descriptor = new OutlineDescriptor();
        var line = WorldCalibration.Of(descriptor);
        var run = new Stage1Run(settings with { Likeness = line.Threshold }, new Stage1Sources(pool, writer, descriptor, model.Worker, room.Shelf, model.Version));
        Stage1Report report;
        using (var bar = new CountBar("pairs")) report = await run.RunAsync(path, wanted, new Told(bar), cancellationToken);
        WholeFile.Write(path + ".report.json", [JsonSerializer.Serialize(report, PairDocuments.Readable.Stage1Report)]);
        if (json) JsonLines.Write(report, PairDocuments.Readable.Stage1Report);
        else Stage1Text.Write(report, line, Console.Out);
        return report.Enough ? ExitCode.Found : ExitCode.NothingFound;
    }

    /// <summary>Reads the first and the last seed.</summary>
    public static (long From, long To) Seeds(string text) =>
        text.Split('-') is [var from, var to] && long.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var first) && long.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var last) && first <= last
            ? (first, last) : throw new SettingsException($"--seeds {text} are no seeds: write the first and the last, as in 0-9999.");

    private static bool Whose(string captions) => captions switch
    {
        "model" => false,
        "script" => true,
        _ => throw new SettingsException($"There are no captions of {captions}: take model or script."),
    };

    private static Stage1Parts Parts(string[] names) => names.Aggregate(Stage1Parts.None, static (parts, name) =>
        Enum.TryParse<Stage1Parts>(name, ignoreCase: true, out var part) && part != Stage1Parts.None && !char.IsDigit(name[0])
            ? parts | part : throw new SettingsException($"There is no part {name} to leave out: take likeness, rule, margin, reference or certainty."));

    private sealed class Told(CountBar bar) : IProgress<Stage1Progress>
    {
        public void Report(Stage1Progress value) => bar.Report(value.Pairs, value.Wanted);
    }
}
