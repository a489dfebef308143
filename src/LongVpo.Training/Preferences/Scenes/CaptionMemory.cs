using System.Collections.Immutable;

namespace LongVpo.Training.Preferences.Scenes;

/// <summary>What a captioner remembers of a video: the last captions word by word, and a summary of what was before them.</summary>
/// <param name="Recent">The last captions, oldest first.</param>
/// <param name="Summary">Of everything up to the last time it was written; empty at first.</param>
/// <param name="Count">Captions so far.</param>
public sealed record CaptionMemory(ImmutableArray<string> Recent, string Summary, int Count)
{
    /// <summary>Captions kept word by word, and after how many the summary is written anew.</summary>
    public const int Kept = 8;

    // Some 1,500 tokens.
    private const int LettersMost = 6_000;

    /// <summary>Before the first caption.</summary>
    public static CaptionMemory Empty { get; } = new([], string.Empty, 0);

    /// <summary>Whether the summary is due.</summary>
    public bool IsSummaryDue => Count > 0 && Count % Kept == 0;

    /// <summary>With a further caption.</summary>
    public CaptionMemory With(string caption) => this with { Recent = [.. Recent.Add(caption).TakeLast(Kept)], Count = Count + 1 };

    /// <summary>As text, the newest longest; null where there is nothing.</summary>
    public string? Text()
    {
        if (Count == 0) return null;
        var recent = string.Join('\n', Recent.Select((caption, i) => $"Scene #{Count - Recent.Length + i + 1}: {caption}"));
        if (recent.Length > LettersMost) recent = recent[^LettersMost..];
        var room = LettersMost - recent.Length;
        var summary = Summary.Length > room ? Summary[..room] : Summary;
        return summary.Length == 0 ? recent : $"Summary of earlier scenes: {summary}\n{recent}";
    }
}
