using System.CommandLine;
using System.Globalization;
using LongVpo.Cli.Terminal;
using LongVpo.Node;
using LongVpo.Node.Models;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Preferences.Pairs.Formats;
using LongVpo.Training.Preferences.Pairs.Pictures;

namespace LongVpo.Cli.Verbs;

/// <summary>Makes and keeps preference pairs: checks files of them, shows them, takes sources out, and exchanges them with other trainers.</summary>
internal sealed class PrefsVerb : IVerb
{
    private static readonly string Formats = string.Join(", ", PairFormats.All.Select(format => format.Name));

    public Command Build(CommonOptions common) => new("prefs", "Make, check, show, withdraw and exchange preference pairs, the data that a model is taught with which of two answers is better.")
    {
        Stage1Command.Build(common), SceneCommand.Stage2(common), SceneCommand.Tpo(common), FeedbackPairsCommand.Build(common), Stage1Command.Truth(common), Check(common), Page(common),
        Withdraw(common), Export(common), Import(common),
    };

    /// <summary>Where frames of pairs may be, in the order in which they are looked for.</summary>
    public static IClipPictures Pictures(string file, NodeSettings settings)
    {
        var footage = new FootageFrames(OptionsFile.Read(settings.ConfigFile));
        return new FirstPictures(new FilePictures(Path.GetDirectoryName(Path.GetFullPath(file))!), new WorldPictures(), new FootagePictures(footage, footage.Jpeg));
    }

    /// <summary>Runs something about pairs, whose sentences are the user's like those of settings.</summary>
    public static async Task<int> Guarded(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception wrong) when (wrong is PreferenceException or UnauthorizedAccessException or IOException)
        {
            throw new SettingsException(wrong.Message, wrong);
        }
    }

    private static Argument<FileInfo> File() => new("FILE") { Description = "File of preference pairs, a JSON object per line." };

    private static Command Check(CommonOptions common)
    {
        var file = File();
        var held = new Option<FileInfo?>("--held") { Description = "File with a source per line that evaluations use, which must not be trained on.", HelpName = "FILE" };
        var command = new Command("check", "Say what a file of pairs holds, and what in it should not be trained on.") { file, held };
        common.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Guarded(() =>
        {
            var pairs = PairReader.Read(parsed.GetRequiredValue(file).FullName, cancellationToken).ToList();
            var sources = parsed.GetValue(held) is { } list ? System.IO.File.ReadLines(list.FullName).Select(line => line.Trim()).Where(line => line.Length > 0).ToHashSet(StringComparer.Ordinal) : [];
            var check = PairCheck.Of(pairs, sources);
            if (parsed.GetValue(common.Json)) JsonLines.Write(check, PairDocuments.Readable.PairCheck);
            else PairCheckText.Write(check, Console.Out);
            return Task.FromResult(check.Problems.IsEmpty ? ExitCode.Found : ExitCode.NothingFound);
        }));
        return command;
    }

    private static Command Page(CommonOptions common)
    {
        var file = File();
        var into = new Option<FileInfo>("--out") { Description = "HTML file to write.", HelpName = "FILE", Required = true };
        var count = new Option<int>("--count") { Description = "Pairs to show, spread over the file; 0 shows all.", HelpName = "N", DefaultValueFactory = _ => 100 };
        var command = new Command("page", "Write one HTML page on which pairs can be looked at with their frames.") { file, into, count };
        common.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Guarded(async () =>
        {
            var path = parsed.GetRequiredValue(file).FullName;
            var pairs = PairReader.Read(path, cancellationToken).ToList();
            var shown = parsed.GetValue(count) is > 0 and var most && pairs.Count > most ? Core.Models.EvenChoice.Of(pairs.Count, most).Select(i => pairs[i]).ToList() : pairs;
            var target = parsed.GetRequiredValue(into).FullName;
            await using (var page = new StreamWriter(target)) await new PairPage(Pictures(path, common.Settings(parsed))).WriteAsync(page, Path.GetFileName(path), shown, cancellationToken);
            if (parsed.GetValue(common.Json)) JsonLines.Write(new WrittenFile(target, shown.Count), PairDocuments.Readable.WrittenFile);
            else Console.Out.WriteLine($"{shown.Count} of {pairs.Count} pairs are shown in {target}.");
            return pairs.Count > 0 ? ExitCode.Found : ExitCode.NothingFound;
        }));
        return command;
    }

    private static Command Withdraw(CommonOptions common)
    {
        var file = File();
        var sources = new Option<string[]>("--source") { Description = "Source to take out; may be given several times.", HelpName = "ID", Required = true, AllowMultipleArgumentsPerToken = true };
        var command = new Command("withdraw", "Take every pair of a source out of a file for good, and keep later runs from using it.") { file, sources };
        common.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Guarded(() =>
        {
            var taken = Withdrawal.Take(parsed.GetRequiredValue(file).FullName, parsed.GetRequiredValue(sources), cancellationToken);
            foreach (var one in taken)
            {
                if (parsed.GetValue(common.Json)) JsonLines.Write(one, PairDocuments.Readable.WithdrawnSource);
                else Console.Out.WriteLine($"{one.Pairs} pairs of {one.SourceId} were taken out.");
            }

            return Task.FromResult(taken.Any(one => one.Pairs > 0) ? ExitCode.Found : ExitCode.NothingFound);
        }));
        return command;
    }

    private static Command Export(CommonOptions common)
    {
        var file = File();
        var (format, folder) = (Format(), new Option<DirectoryInfo>("--out") { Description = "Folder to write into; made when it is missing.", HelpName = "DIR", Required = true });
        var split = new Option<PairSplit?>("--split") { Description = "Only pairs of this use.", HelpName = "NAME" };
        var command = new Command("export", "Write pairs and their frames as another trainer reads them.") { file, format, folder, split };
        common.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Guarded(async () =>
        {
            var path = parsed.GetRequiredValue(file).FullName;
            var pairs = PairReader.Read(path, cancellationToken).Where(pair => parsed.GetValue(split) is not { } only || pair.Split == only);
            var outcome = await new PairExport(Pictures(path, common.Settings(parsed))).WriteAsync(pairs, PairFormats.Find(parsed.GetRequiredValue(format)), parsed.GetRequiredValue(folder).FullName, cancellationToken);
            if (parsed.GetValue(common.Json)) JsonLines.Write(outcome, PairDocuments.Readable.ExportOutcome);
            else Console.Out.WriteLine($"{outcome.Pairs} pairs are in {outcome.File}; {outcome.Missing} were left out because their footage is gone, and {outcome.Untold} because the format cannot say them.");
            return outcome.Pairs > 0 ? ExitCode.Found : ExitCode.NothingFound;
        }));
        return command;
    }

    private static Command Import(CommonOptions common)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Another trainer's data file." };
        var (format, into) = (Format(), new Option<FileInfo>("--out") { Description = "File of pairs to write.", HelpName = "FILE", Required = true });
        var root = new Option<DirectoryInfo?>("--media-root") { Description = "Folder that its media are named from; by default the file's own.", HelpName = "DIR" };
        var licence = new Option<string?>("--licence") { Description = "Under what terms its footage may be used.", HelpName = "NAME" };
        var command = new Command("import", "Read another trainer's pairs into a file of our own.") { file, format, into, root, licence };
        common.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Guarded(() =>
        {
            var path = parsed.GetRequiredValue(file).FullName;
            var settings = new ImportSettings(parsed.GetValue(root)?.FullName ?? Path.GetDirectoryName(path)!, parsed.GetValue(licence), Path.GetFileNameWithoutExtension(path));
            var target = parsed.GetRequiredValue(into).FullName;
            var written = PairReader.Write(target, PairImport.Read(path, PairFormats.Find(parsed.GetRequiredValue(format)), settings, cancellationToken));
            if (parsed.GetValue(common.Json)) JsonLines.Write(written, PairDocuments.Readable.WrittenFile);
            else Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{written.Pairs} pairs are in {written.File}."));
            return Task.FromResult(written.Pairs > 0 ? ExitCode.Found : ExitCode.NothingFound);
        }));
        return command;
    }

    private static Option<string> Format() => new("--format") { Description = $"Whose format: {Formats}.", HelpName = "NAME", Required = true };
}
