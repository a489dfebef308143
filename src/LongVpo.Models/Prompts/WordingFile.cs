using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using LongVpo.Core.Models.Asking;
using LongVpo.Models.Checkpoints;

namespace LongVpo.Models.Prompts;

/// <summary>
/// The file beside a network's weights that says how it is asked, where it understands no prompts but only the few words that it was taught. Folders without it are asked like any other model.
/// </summary>
public sealed record WordingFile
{
    /// <summary>The file's name in a model's folder.</summary>
    public const string Name = "wording.json";

    // Whoever wrote the folder wrote the patterns, too: without going back they take time in proportion to the text, whatever they are.
    private const RegexOptions Safe = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
    private const int PicturesMost = 1024;

    /// <summary>What a caption is asked with.</summary>
    public required string Describe { get; init; }

    /// <summary>Pictures of a segment.</summary>
    public required int Pictures { get; init; }

    /// <summary>Pictures of a question.</summary>
    [JsonPropertyName("picturesMost")]
    public required int Most { get; init; }

    /// <summary>A pattern whose named groups are the fields of a caption.</summary>
    public required string Clause { get; init; }

    /// <summary>The questions that are understood.</summary>
    public required ImmutableArray<WordingQuestion> Questions { get; init; }

    /// <summary>How a folder's network is asked; null where it is asked like any other.</summary>
    /// <exception cref="CheckpointException">The file is there and cannot be used; one sentence.</exception>
    public static ModelWording? Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) return null;
        try
        {
            var file = JsonSerializer.Deserialize(FolderFiles.Read(path), WordingJson.Default.WordingFile) ?? throw new JsonException("it is empty");
            if (file.Pictures is < 1 or > PicturesMost || file.Most < file.Pictures || file.Most > PicturesMost) throw new JsonException($"pictures and picturesMost go from 1 to {PicturesMost}");
            return new ModelWording(
                file.Describe, file.Pictures, file.Most, new Regex(file.Clause, Safe),
                [.. file.Questions.Select(question => new QuestionWording(new Regex(question.Words, Safe), question.Find, question.Asks, question.Tells))]);
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or NotSupportedException or NullReferenceException)
        {
            throw new CheckpointException($"{path} does not say how the network is asked ({fault.Message.TrimEnd('.')}): write it anew with longvpo train ready.", fault);
        }
    }

    /// <summary>The file's text.</summary>
    public string Write() => JsonSerializer.Serialize(this, WordingJson.Default.WordingFile) + "\n";
}
