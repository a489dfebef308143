namespace LongVpo.Training.Evaluation;

/// <summary>A question that was answered three times.</summary>
/// <param name="Frames">Frames shown, blanks among them.</param>
/// <param name="World">The world's seed.</param>
/// <param name="Depth">Where the real frames are, 0 furthest from the question and 1 nearest.</param>
/// <param name="Right">Whether it is right with blanks.</param>
/// <param name="RightUnpadded">Whether it is right with the real frames alone.</param>
/// <param name="RightBlind">Whether it is right without any.</param>
internal sealed record PaddedAnswer(int Frames, long World, double Depth, bool Right, bool RightUnpadded, bool RightBlind);
