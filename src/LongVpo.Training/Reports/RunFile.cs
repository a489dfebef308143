using System.Text.Json;

namespace LongVpo.Training.Reports;

/// <summary>One result that was found in a folder of runs.</summary>
/// <param name="Arm">Whose.</param>
/// <param name="Seed">Of the training, as the folder says; empty where it says none.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Path">The file, below the folder.</param>
/// <param name="Lines">Its JSON: one document, or a log's lines.</param>
public sealed record RunFile(Arm Arm, string Seed, RunFileKind Kind, string Path, IReadOnlyList<JsonElement> Lines)
{
    /// <summary>The document; of several lines the last.</summary>
    public JsonElement Last => Lines[^1];
}
