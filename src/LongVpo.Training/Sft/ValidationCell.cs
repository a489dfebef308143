using LongVpo.Training.World;

namespace LongVpo.Training.Sft;

/// <summary>How many questions of one family about videos of one length were answered right, out of four choices by the summed log-probability of each.</summary>
/// <param name="Frames">Frames of the videos.</param>
/// <param name="Family">The questions' family.</param>
/// <param name="Asked">Questions.</param>
/// <param name="Right">Of them right.</param>
/// <param name="RightBlind">Of them right without the video, which words and chance alone explain.</param>
public sealed record ValidationCell(int Frames, QuestionFamily Family, int Asked, int Right, int RightBlind);
