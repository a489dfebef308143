using System.Collections.Immutable;

namespace LongVpo.Core.Videos;

/// <summary>The answer to a command: what happens because of it, or why it is refused. A refusal is expected and therefore a value.</summary>
public abstract record VideoDecision;

/// <summary>The command is carried out by these events; none when there is nothing left to do.</summary>
public sealed record VideoAccepted(ImmutableArray<VideoEvent> Events) : VideoDecision
{
    public static VideoAccepted NothingToDo { get; } = new([]);
}

/// <summary>The command does not fit the state.</summary>
/// <param name="Code">For programs.</param>
/// <param name="Sentence">For people.</param>
public sealed record VideoRefused(VideoRefusal Code, string Sentence) : VideoDecision;
