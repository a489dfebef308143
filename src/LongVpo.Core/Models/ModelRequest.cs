using System.Collections.Immutable;
using LongVpo.Core.Ports;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Models;

/// <summary>Something a model is to do. A runner that cannot do one kind refuses it with a <see cref="ModelException"/> when it is admitted.</summary>
/// <param name="Id">Its name; must be new.</param>
/// <param name="Lane">How urgent it is.</param>
/// <param name="Video">On whose account it goes; requests of no video share one account.</param>
public abstract record ModelRequest(RequestId Id, ModelLane Lane, VideoId? Video)
{
    /// <summary>Longest time from its arrival to its reply; null waits as long as it takes.</summary>
    public TimeSpan? Limit { get; init; }
}

/// <summary>Asks for the next turn of a chat.</summary>
public sealed record ChatRequest(RequestId Id, ModelLane Lane, VideoId? Video, ImmutableArray<ChatMessage> Messages, GenerationSettings Settings)
    : ModelRequest(Id, Lane, Video);

/// <summary>Asks how likely a model holds a given reply: <see cref="ModelReply.LogProbabilities"/>, one per token of the reply.</summary>
public sealed record ScoringRequest(RequestId Id, ModelLane Lane, VideoId? Video, ImmutableArray<ChatMessage> Messages, string Response)
    : ModelRequest(Id, Lane, Video);

/// <summary>Asks for one vector per text: <see cref="ModelReply.Vectors"/>, in order, each of length 1.</summary>
public sealed record EmbeddingRequest(RequestId Id, ModelLane Lane, VideoId? Video, ImmutableArray<string> Texts)
    : ModelRequest(Id, Lane, Video);

/// <summary>Asks for the words that are spoken in a clip.</summary>
/// <param name="Language">ISO 639-1 code; null lets the model find out.</param>
public sealed record TranscriptionRequest(RequestId Id, ModelLane Lane, VideoId? Video, ISoundClip Sound, string? Language)
    : ModelRequest(Id, Lane, Video);

/// <summary>Takes the whole device for one step at a time, such as a step of training.</summary>
public sealed record ExclusiveRequest(RequestId Id, ModelLane Lane, VideoId? Video, IExclusiveWork Work)
    : ModelRequest(Id, Lane, Video);
