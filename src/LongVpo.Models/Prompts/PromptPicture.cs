namespace LongVpo.Models.Prompts;

/// <summary>Says which picture a stretch of image tokens stands for, so that pixels can be given in that order.</summary>
/// <param name="IsFrame">Whether it is a frame of a video, else a tile of a still picture.</param>
/// <param name="Which">Which video, or which still picture, counted through the chat from 0.</param>
/// <param name="Number">Which of its frames or tiles, from 0.</param>
public readonly record struct PromptPicture(bool IsFrame, int Which, int Number);
