using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using LongVpo.Training.Evaluation;
using LongVpo.Training.Preferences.Pairs;

namespace LongVpo.Training.Reports;

/// <summary>
/// Finds results in a folder: <c>DIR/ARM/…</c> or <c>DIR/ARM/seedN/…</c>, files of any name. What cannot be read, and what belongs to no arm, is named rather than passed over, so that
/// nobody takes a report for whole that is not.
/// </summary>
public static partial class RunFolderReader
{
    // A log of a long training has some hundred thousand lines of some hundred bytes.
    private const long LargestFile = 256 << 20;

    /// <summary>Reads everything.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellationToken">Looked at before every file.</param>
    /// <returns>Results by arm and path, and a sentence about each file that is none.</returns>
    /// <exception cref="ArgumentException">There is no such folder.</exception>
    public static (ImmutableArray<RunFile> Files, ImmutableArray<string> Problems) Read(string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder)) throw new ArgumentException($"There is no folder {folder}: give the folder with a folder for each arm.");
        var (files, problems) = (ImmutableArray.CreateBuilder<RunFile>(), ImmutableArray.CreateBuilder<string>());
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var path in Directory.EnumerateFiles(folder, "*", options).Where(static path => path.EndsWith(".json", StringComparison.Ordinal) || path.EndsWith(".jsonl", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var below = Path.GetRelativePath(folder, path).Replace('\\', '/');
            try
            {
                if (ArmList.Find(below.Split('/')[0]) is not { } arm) problems.Add($"{below} is in no arm's folder ({string.Join(", ", ArmList.All.Select(static known => known.Id))}).");
                else if (Parse(path) is { } lines && KindOf(lines) is { } kind) files.Add(Checked(new RunFile(arm, SeedOf(below), kind, below, lines)));
            }
            catch (Exception wrong) when (wrong is JsonException or IOException or UnauthorizedAccessException)
            {
                problems.Add($"{below} cannot be read ({wrong.Message.Split(" LineNumber", 2)[0].TrimEnd('.')}).");
            }
        }

        return (files.ToImmutable(), problems.ToImmutable());
    }

    private static List<JsonElement>? Parse(string path)
    {
        if (new FileInfo(path).Length > LargestFile) throw new IOException("it is larger than any result");
        var text = File.ReadAllText(path);
        var whole = path.EndsWith(".jsonl", StringComparison.Ordinal) ? null : Whole(text);
        // What a verb printed may have several lines, and a run that still goes on half a last one.
        List<JsonElement> lines = whole is { } document ? [document] : [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Whole).OfType<JsonElement>()];
        if (lines.Count == 0) throw new JsonException("it holds no JSON");
        return lines.Exists(static line => line.ValueKind != JsonValueKind.Object) ? null : lines;
    }

    private static JsonElement? Whole(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Read once for nothing but its shape, so that a file of another version is named and does not spoil the page.
    private static RunFile Checked(RunFile file)
    {
        _ = file.Kind switch
        {
            RunFileKind.World => (object?)file.Last.Deserialize(EvaluationJson.Readable.WorldReport),
            RunFileKind.Needle => file.Last.Deserialize(EvaluationJson.Readable.NeedleReport),
            RunFileKind.Blank => file.Last.Deserialize(EvaluationJson.Readable.BlankReport),
            RunFileKind.Hierarchy => file.Last.Deserialize(EvaluationJson.Readable.HierarchyReport),
            RunFileKind.Yields => file.Last.Deserialize(PairDocuments.Readable.Stage1Report),
            RunFileKind.Answers => file.Lines.Select(static line => line.Deserialize(ReportJson.Default.AnswerLine)).Count(static line => line is null),
            _ => null,
        };
        return file;
    }

    // Recipes, options and pairs lie beside results and are none.
    private static RunFileKind? KindOf(List<JsonElement> lines)
    {
        var last = lines[^1];
        bool Has(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
                if (!last.TryGetProperty(name, out _)) return false;
            return true;
        }

        return Has("lengths", "families", "depths") ? RunFileKind.World
            : Has("frames", "world", "family", "right") ? RunFileKind.Answers
            : Has("cells", "chance") ? RunFileKind.Needle
            : Has("placements") ? RunFileKind.Blank
            : Has("rows", "model") ? RunFileKind.Hierarchy
            : Has("filters", "attempts") ? RunFileKind.Yields
            : Has("preferred_right") ? RunFileKind.Truth
            : Has("step", "steps", "seconds") ? RunFileKind.Log
            : Has("program", "steps") ? RunFileKind.Training
            : null;
    }

    private static string SeedOf(string path) => SeedName().Match(path) is { Success: true } found ? found.Groups[1].Value : string.Empty;

    [GeneratedRegex(@"(?:^|[/._-])seed[-_]?(\d+)(?:[/._-]|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SeedName();
}
