namespace LongVpo.Training.Evaluation.Films;

/// <summary>One question of a judgement with its answer, for whoever wants to see why a figure is what it is.</summary>
public sealed record FilmAnswerDocument(
    long Seed, string Family, string Question, string Answer, string RightAnswer, bool Right, bool Found, int Cited, int CitedRight, int Evidence, int EvidenceCited, int Removed, int Changed);
