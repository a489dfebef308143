using System.Collections.Immutable;

namespace LongVpo.Core.Models;

/// <summary>A piece of a chat message, in the order in which a model reads it.</summary>
public abstract record PromptPart;

/// <summary>Words.</summary>
public sealed record TextPart(string Text) : PromptPart;

/// <summary>Pictures of a video in time order; the model's own format says how they are numbered and timed.</summary>
public sealed record PicturesPart(ImmutableArray<PictureRef> Pictures) : PromptPart;
