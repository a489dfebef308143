using System.Text;
using System.Text.Json;
using LongVpo.Models.Checkpoints;

namespace LongVpo.Models.Tokens;

/// <summary>Reads the tokenizer of folders from before <c>tokenizer.json</c>, as original InternVL2.5 models on Qwen have them: words, merges and added tokens in three files, the pattern in none.</summary>
internal static class SeparateFiles
{
    /// <summary>Reads <c>vocab.json</c>, <c>merges.txt</c> and the added tokens of <c>tokenizer_config.json</c>.</summary>
    public static BytePairVocabulary Read(string folder, long maxBytes)
    {
        var (words, merges, config) = (Path.Combine(folder, "vocab.json"), Path.Combine(folder, "merges.txt"), Path.Combine(folder, "tokenizer_config.json"));
        foreach (var path in new[] { merges, config })
            if (!File.Exists(path)) throw new CheckpointException($"{folder} has vocab.json but no {Path.GetFileName(path)}; the folder is incomplete: download it again.");
        try
        {
            using var vocabulary = JsonDocument.Parse(FolderFiles.Read(words, maxBytes));
            using var settings = JsonDocument.Parse(FolderFiles.Read(config, maxBytes));
            var kind = settings.RootElement.TryGetProperty("tokenizer_class", out var named) ? named.GetString() : null;
            if (kind is not ("Qwen2Tokenizer" or "Qwen2TokenizerFast"))
                throw new CheckpointException($"{config} names the tokenizer {kind ?? "nothing"}, and without tokenizer.json only Qwen2Tokenizer is read; use another model.");
            if (!settings.RootElement.TryGetProperty("added_tokens_decoder", out var added))
                throw new CheckpointException($"{config} has no added_tokens_decoder; download it again.");
            return new BytePairVocabulary(
                TokenizerReader.Words(vocabulary.RootElement, words), Merges(FolderFiles.Read(merges, maxBytes), merges), AddedTokenReader.ReadMap(added, config), PieceScanner.Qwen, Composes: true);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new CheckpointException($"{folder} has a tokenizer that cannot be read; download it again.", fault);
        }
    }

    /// <summary>One pair per line below a line that says the version.</summary>
    private static List<(string Left, string Right)> Merges(byte[] text, string place) =>
        [.. Encoding.UTF8.GetString(text).Split('\n')
            .Select((line, number) => (Line: line.TrimEnd('\r'), Number: number))
            .Where(line => line.Line.Length > 0 && !(line.Number == 0 && line.Line.StartsWith("#version", StringComparison.Ordinal)))
            .Select(line => TokenizerReader.Pair(line.Line, place))];
}
