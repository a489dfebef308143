using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>How a model is asked when it answers questions.</summary>
public sealed record LookOptions
{
    /// <summary>Segments that are looked at for one question. Default 8: what retrieval ranks lower seldom answers.</summary>
    [Range(1, 256)]
    public int Segments { get; init; } = 8;

    /// <summary>Pictures of each of them. Default 2: the beginning and the end of a shot.</summary>
    [Range(0, 16)]
    public int PicturesPerSegment { get; init; } = 2;

    /// <summary>Longest finding about one segment, in tokens. Default 64: one sentence.</summary>
    [Range(1, 4_096)]
    public int FindingTokens { get; init; } = 64;

    /// <summary>Longest answer, in tokens. Default 200.</summary>
    [Range(1, 4_096)]
    public int AnswerTokens { get; init; } = 200;

    /// <summary>Calls of the model for one question of the mode that searches by itself. Default 8.</summary>
    [Range(1, 100)]
    public int AgentCalls { get; init; } = 8;

    /// <summary>Tokens, read and written together, after which that mode has to answer. Default 20,000.</summary>
    [Range(100, 10_000_000)]
    public int AgentTokens { get; init; } = 20_000;

    /// <summary>Longest wait for the model; then the answer from measurements stands. Default 45 s, within the minute that an answer may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1000000", "01:00:00")]
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(45);
}
