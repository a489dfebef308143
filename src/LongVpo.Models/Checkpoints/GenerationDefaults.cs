using System.Collections.Immutable;
using System.Text.Json;

namespace LongVpo.Models.Checkpoints;

/// <summary>What <c>generation_config.json</c> says about ending an answer; empty where the folder has none, and the tokenizer's <c>&lt;|im_end|&gt;</c> then ends it.</summary>
/// <param name="StopTokens">Ids that end an answer.</param>
/// <param name="PadToken">Id that fills rows that have ended.</param>
public sealed record GenerationDefaults(ImmutableArray<int> StopTokens, int? PadToken)
{
    /// <summary>Reads the defaults of a folder.</summary>
    /// <exception cref="CheckpointException">The file is there and cannot be used.</exception>
    public static GenerationDefaults Read(string folder)
    {
        var path = Path.Combine(folder, "generation_config.json");
        if (!File.Exists(path)) return new GenerationDefaults([], null);
        try
        {
            using var document = JsonDocument.Parse(FolderFiles.Read(path), new JsonDocumentOptions { MaxDepth = 16 });
            var section = new JsonSection(document.RootElement, path);
            return new GenerationDefaults([.. section.Numbers("eos_token_id")], section.Numbers("pad_token_id").Select(id => (int?)id).FirstOrDefault());
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new CheckpointException($"{path} is no readable JSON; download it again.", fault);
        }
    }
}
