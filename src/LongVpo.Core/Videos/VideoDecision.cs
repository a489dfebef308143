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

/// <summary>Why a command was refused.</summary>
public enum VideoRefusal
{
    /// <summary>The video was never added.</summary>
    NotOpen,

    /// <summary>The stored analysis was made by another version or with other options; delete it to make a new one.</summary>
    OtherRecipe,

    /// <summary>The segment or gap does not follow what is sealed.</summary>
    OutOfOrder,

    /// <summary>The video is finished; nothing can be added.</summary>
    Finished,
}
