using LongVpo.Core.Models;

namespace LongVpo.Core.Answers;

/// <summary>What a model had to do with an answer, and what that cost.</summary>
public sealed record ModelShare
{
    /// <summary>The model as it was named.</summary>
    public required string Name { get; init; }

    /// <summary>The weights that wrote the words; null when the words are not a model's.</summary>
    public ModelVersion? Version { get; init; }

    public required AnswerMode Mode { get; init; }

    public int Calls { get; init; }

    /// <summary>Tokens read and written in all calls.</summary>
    public int PromptTokens { get; init; }

    public int ReplyTokens { get; init; }

    /// <summary>Places that the model cited and that do not exist; they were left out.</summary>
    public int Invented { get; init; }

    /// <summary>One sentence why the answer from measurements stands instead; null when the words are the model's.</summary>
    public string? Instead { get; init; }
}
