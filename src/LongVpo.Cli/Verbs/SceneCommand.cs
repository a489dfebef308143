using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using LongVpo.Cli.Terminal;
using LongVpo.Core.Models;
using LongVpo.Node;
using LongVpo.Node.Models;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Preferences.Scenes;
using LongVpo.Training.Preferences.Scenes.Worlds;
using LongVpo.Training.Preferences.Stage1;
using LongVpo.Training.Preferences.Stage1.Worlds;
using LongVpo.Training.Preferences.Stage2;
using LongVpo.Training.Preferences.Tpo;
using LongVpo.Training.World;
using Microsoft.Extensions.Logging.Abstractions;

namespace LongVpo.Cli.Verbs;

/// <summary>Makes pairs over long videos, scripted or remembered: LongVPO's second stage, and temporal preference optimisation.</summary>
internal sealed class SceneCommand
{
    private const int AnswerTokens = 128;
    private const string Rules = "rules";
    private const string Captions = "Describe what is seen: who or what, what it does, where, and every number or word that can be read.";
    private readonly CommonOptions _common;
    private readonly Option<string?> _seeds = new("--seeds") { Description = "Seeds of the episodes of the scripted world that pairs are made of, for training or for validation.", HelpName = "FROM-TO" };
    private readonly Option<string[]> _videos = new("--video") { Description = "Remembered videos that pairs are made of, files or ids; all where neither this nor --seeds is said.", HelpName = "FILE-or-ID", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
    private readonly Option<long> _pairs = new("--pairs") { Description = "Pairs there shall be in the file, those that are there included.", HelpName = "N", DefaultValueFactory = _ => 1000 };
    private readonly Option<FileInfo> _into = new("--out") { Description = "File of pairs; a run that was stopped goes on where it ends.", HelpName = "FILE", Required = true };
    private readonly Option<long> _seed = new("--seed") { Description = "What all draws follow from.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<string> _captions = new("--captions") { Description = "Whose captions questions are made from: kept (said when a video was watched, else the model's), model, or script for the true ones of a scripted world.", HelpName = "WHOSE", DefaultValueFactory = _ => "kept" };
    private readonly Option<string?> _writer = new("--writer") { Description = "Who writes questions from captions: rules (of the scripted world), or a model as with --model. Rules with --seeds, else the model itself.", HelpName = "WHO" };
    private readonly Option<string?> _judge = new("--judge") { Description = "Who judges responses by captions: rules (the same words), or a model. The writer where nothing is said.", HelpName = "WHO" };
    private readonly Option<int> _queries = new("--queries") { Description = "Most questions about one video.", HelpName = "N", DefaultValueFactory = _ => 4 };
    private readonly Option<bool> _alone = new("--alone") { Description = "Caption remembered scenes each by itself in the words of the scripted world, for small networks that read no prose; scenes of --seeds always are." };
    private readonly Option<double?> _certain = new("--certain") { Description = "Least probability that the model must give its own captions and preferred responses: 0.5 with --seeds, else 0, which asks nothing.", HelpName = "P" };

    private SceneCommand(CommonOptions common) => _common = common;

    public static Command Stage2(CommonOptions common)
    {
        var shared = new SceneCommand(common);
        var preferred = new Option<PreferredContext>("--preferred") { Description = "What the preferred response is made from: critical (the scenes asked about), full, captions (those scenes with captions), or text (the writer's answer).", HelpName = "CONTEXT", DefaultValueFactory = _ => PreferredContext.Critical };
        var partial = new Option<int>("--partial") { Description = "Percent of pairs whose dispreferred response is made from a part of those scenes, the others' from scenes that do not matter.", HelpName = "N", DefaultValueFactory = _ => 50 };
        var span = new Option<int?>("--span") { Description = "Least distance between the first and the last scene asked about: 1 for the scripted world, else 2.", HelpName = "N" };
        var changes = new Option<int?>("--changes") { Description = "How many of those scenes must each change the answer when it is left out: 1 for the scripted world, else 2.", HelpName = "N" };
        return shared.Build("stage2", "Make pairs about several scenes of long videos: preferred is what the model says of the scenes that matter, dispreferred what it says of a part of them or of others.", [preferred, partial, span, changes], parsed =>
        {
            var isWorld = parsed.GetValue(shared._seeds) is not null;
            var settings = new Stage2Settings
            {
                Seed = parsed.GetValue(shared._seed), QueriesPerVideo = parsed.GetValue(shared._queries), Preferred = parsed.GetValue(preferred), PartialPercent = parsed.GetValue(partial),
                LeastSpan = parsed.GetValue(span) ?? (isWorld ? 1 : 2), LeastChanges = parsed.GetValue(changes) ?? (isWorld ? 1 : 2), LeastCertainty = shared.Certainty(parsed),
            };
            return (settings, sources => SecondStage.Run(settings, sources), static writer => writer(false));
        });
    }

    public static Command Tpo(CommonOptions common)
    {
        var shared = new SceneCommand(common);
        var localized = new Option<int>("--localized") { Description = "Of ten pairs, how many are about one scene, shown or left out; the others are about the whole video, seen densely or sparsely.", HelpName = "N", DefaultValueFactory = _ => 5 };
        var sparse = new Option<double>("--sparse") { Description = "Share of the frames that a sparse look keeps.", HelpName = "SHARE", DefaultValueFactory = _ => 0.125 };
        return shared.Build("tpo", "Make pairs by temporal preference optimisation: preferred is what the model says of the right scene or of all frames, dispreferred what it says of other scenes or of a few frames.", [localized, sparse], parsed =>
        {
            var settings = new TpoSettings { Seed = parsed.GetValue(shared._seed), QueriesPerVideo = parsed.GetValue(shared._queries), Localized = parsed.GetValue(localized), Sparse = parsed.GetValue(sparse), LeastCertainty = shared.Certainty(parsed) };
            return (settings, sources => TpoStage.Run(settings, sources), writer => new TpoWriter(writer(true), writer(false), settings.Localized));
        });
    }

    private delegate (SceneSettings Settings, Func<SceneSources, SceneRun> Run, Func<Func<bool, IQueryWriter>, IQueryWriter> Writer) Plan(ParseResult parsed);

    private double Certainty(ParseResult parsed) => parsed.GetValue(_certain) ?? (parsed.GetValue(_seeds) is null ? 0 : 0.5);

    private Command Build(string name, string what, IEnumerable<Option> own, Plan plan)
    {
        var command = new Command(name, what) { _common.Model, _seeds, _videos, _pairs, _into, _seed, _captions, _writer, _judge, _queries, _alone, _certain };
        foreach (var option in own) command.Options.Add(option);
        _common.AddTo(command);
        command.SetAction((parsed, cancellationToken) => PrefsVerb.Guarded(() =>
        {
            var (settings, run, writer) = plan(parsed);
            try
            {
                settings.Validate();
            }
            catch (ArgumentException wrong)
            {
                throw new SettingsException(wrong.Message, wrong);
            }

            if (parsed.GetValue(_pairs) < 1) throw new SettingsException("--pairs must be 1 or more.");
            return RunAsync(name, parsed, run, writer, cancellationToken);
        }));
        return command;
    }

    private async Task<int> RunAsync(string name, ParseResult parsed, Func<SceneSources, SceneRun> run, Func<Func<bool, IQueryWriter>, IQueryWriter> plan, CancellationToken cancellationToken)
    {
        var settings = _common.Settings(parsed);
        var isWorld = parsed.GetValue(_seeds) is not null;
        await using var room = new ModelRoom(OptionsFile.Read(settings.ConfigFile), NullLoggerFactory.Instance, TimeProvider.System);
        var model = await room.OpenAsync(settings.Model, cancellationToken) ?? throw new SettingsException($"prefs {name} has the model that is to be trained answer: name it with --model torch:FOLDER.");
        await using var node = isWorld ? null : await LocalNode.OpenReaderAsync(settings with { Model = null }, cancellationToken);
        var videos = await VideosAsync(parsed, node, settings, cancellationToken);
        var asker = new SceneAsker(model.Worker, room.Shelf, videos, AnswerTokens);
        var writer = await WriterAsync(room, parsed.GetValue(_writer) ?? (isWorld ? Rules : settings.Model!), cancellationToken);
        var judge = await JudgeAsync(room, parsed.GetValue(_judge) ?? parsed.GetValue(_writer) ?? (isWorld ? Rules : settings.Model!), cancellationToken);
        var isAlone = isWorld || parsed.GetValue(_alone);
        var sources = new SceneSources(videos, new SceneCaptioner(asker, isAlone ? CaptionQuestionWriter.CaptionPrompt : Captions, readsMemory: !isAlone, isAskedAgain: Certainty(parsed) > 0), plan(writer), judge, asker, model.Version);

        var path = parsed.GetRequiredValue(_into).FullName;
        SceneReport report;
        using (var bar = new CountBar("pairs")) report = await run(sources).RunAsync(path, parsed.GetValue(_pairs), new Told(bar), cancellationToken);
        WholeFile.Write(path + ".report.json", [JsonSerializer.Serialize(report, PairDocuments.Readable.SceneReport)]);
        if (parsed.GetValue(_common.Json)) JsonLines.Write(report, PairDocuments.Readable.SceneReport);
        else SceneText.Write(report, Console.Out);
        return report.Enough ? ExitCode.Found : ExitCode.NothingFound;
    }

    private async Task<ISceneVideos> VideosAsync(ParseResult parsed, LocalNode? node, NodeSettings settings, CancellationToken cancellationToken)
    {
        var whose = parsed.GetRequiredValue(_captions);
        if (whose is not ("kept" or "model" or "script")) throw new SettingsException($"There are no captions of {whose}: take kept, model or script.");
        if (node is null)
        {
            var (from, to) = Stage1Command.Seeds(parsed.GetValue(_seeds)!);
            return new EpisodeVideos(from, to, EpisodeVideos.DefaultLengths, whose == "script");
        }

        if (whose == "script") throw new SettingsException("Only a scripted world has captions of a script: take kept or model.");
        return await StoredVideos.OpenAsync(node, settings.ConfigFile, parsed.GetValue(_videos) ?? [], whose == "model", cancellationToken);
    }

    private static async Task<Func<bool, IQueryWriter>> WriterAsync(ModelRoom room, string who, CancellationToken cancellationToken)
    {
        if (who == Rules) return static isLocal => new RuleQueryWriter(isLocal ? RuleQueryWriter.OneScene : RuleQueryWriter.ManyScenes);
        var model = await OpenAsync(room, who, cancellationToken);
        return isLocal => new ModelQueryWriter(model.Worker, model.Version.Name, isLocal);
    }

    private static async Task<IPairJudge> JudgeAsync(ModelRoom room, string who, CancellationToken cancellationToken)
    {
        if (who == Rules) return new WordJudge(1);
        var model = await OpenAsync(room, who, cancellationToken);
        return new ModelJudge(model.Worker, model.Version.Name);
    }

    private static async Task<OpenModel> OpenAsync(ModelRoom room, string who, CancellationToken cancellationToken) =>
        await room.OpenAsync(who, cancellationToken) ?? throw new SettingsException($"{who} writes and judges nothing: take rules, torch:FOLDER or openai:URL#NAME.");

    private sealed class Told(CountBar bar) : IProgress<Stage1Progress>
    {
        public void Report(Stage1Progress value) => bar.Report(value.Pairs, value.Wanted);
    }
}
