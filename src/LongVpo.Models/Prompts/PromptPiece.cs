namespace LongVpo.Models.Prompts;

/// <summary>A piece of a turn as the InternVL prompt knows it: words, a still picture in tiles, or a video in frames.</summary>
public abstract record PromptPiece;

/// <summary>Words. Nothing in them is a special token, whatever they say.</summary>
public sealed record WordsPiece(string Text) : PromptPiece;

/// <summary>A still picture.</summary>
/// <param name="Tiles">How many tiles it was cut into, the thumbnail included; at least one.</param>
public sealed record ImagePiece(int Tiles) : PromptPiece;

/// <summary>Frames of a video, one tile each.</summary>
/// <param name="Frames">How many; at least one.</param>
public sealed record VideoPiece(int Frames) : PromptPiece;
