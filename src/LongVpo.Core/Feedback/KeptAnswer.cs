using LongVpo.Core.Answers;

namespace LongVpo.Core.Feedback;

/// <summary>An answer that was given, kept with its question so that people can say later whether it was right.</summary>
public sealed record KeptAnswer
{
    /// <summary>What people name it by: drawn at random, because it lets whoever knows it say something about the answer.</summary>
    public required string Id { get; init; }

    public required Question Question { get; init; }

    public required Answer Answer { get; init; }

    /// <summary>When it was given, on the wall.</summary>
    public required DateTimeOffset At { get; init; }
}
