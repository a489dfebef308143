namespace LongVpo.Models.Prompts;

/// <summary>Says how the line of a frame begins.</summary>
public enum FrameLabel
{
    /// <summary><c>Frame1: </c>, as published models are asked and as preference training asks them.</summary>
    Plain,

    /// <summary><c>Frame-1: </c>, as the original's fine-tuning does.</summary>
    Dashed,

    /// <summary>No words at all: a mark and the frame, so that a frame costs one token more than what is seen in it. For networks that are trained here.</summary>
    Bare,
}
