using System.CommandLine;
using System.Text.Json;
using LongVpo.Node;
using LongVpo.Node.Contract;
using LongVpo.Node.Export;

namespace LongVpo.Cli.Verbs;

/// <summary>Writes what was understood in formats that players and editors read.</summary>
internal sealed class ExportVerb : IVerb
{
    private enum FileFormat
    {
        Vtt,
        Srt,
        Json,
    }

    public Command Build(CommonOptions common)
    {
        var video = new Argument<string>("FILE-or-ID") { Description = "A remembered video: its file or its id." };
        var content = new Option<ExportContent>("--content") { Description = "What to write.", DefaultValueFactory = _ => ExportContent.Chapters };
        var format = new Option<FileFormat>("--format") { Description = "WebVTT, SubRip, or the whole tree as JSON.", DefaultValueFactory = _ => FileFormat.Vtt };
        var output = new Option<FileInfo?>("--output") { Description = "File to write; standard output when left out.", HelpName = "FILE" };
        var command = new Command("export", "Write chapters, scenes, captions, spoken lines or seen text as WebVTT, SubRip or JSON.") { video, content, format, output };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            common.Settings(parsed), parsed.GetRequiredValue(video), parsed.GetValue(content),
            parsed.GetValue(common.Json) ? FileFormat.Json : parsed.GetValue(format), parsed.GetValue(output), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        NodeSettings settings, string video, ExportContent content, FileFormat format, FileInfo? output, CancellationToken cancellationToken)
    {
        await using var node = await LocalNode.OpenReaderAsync(settings, cancellationToken);
        var id = await node.ResolveAsync(video, cancellationToken);
        var tree = await node.TreeAsync(id, cancellationToken);
        var start = await node.ContainerStartAsync(id, cancellationToken);
        var text = format == FileFormat.Json
            ? JsonSerializer.Serialize(tree, ContractJson.Readable.TreeDocument) + "\n"
            : CueWriter.Write(CueList.From(tree, content, start), format == FileFormat.Vtt ? CueFormat.Vtt : CueFormat.Srt);
        if (output is null) await Console.Out.WriteAsync(text.AsMemory(), cancellationToken);
        else await WriteAsync(output, text, cancellationToken);
        return ExitCode.Found;
    }

    private static async Task WriteAsync(FileInfo output, string text, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllTextAsync(output.FullName, text, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{output.FullName} cannot be written ({failure.Message.TrimEnd('.')}): choose another --output.");
        }
    }
}
