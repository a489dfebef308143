namespace LongVpo.Training.Evaluation.Films;

/// <summary>An answer about a film, held against the script.</summary>
/// <param name="Seed">Which film.</param>
/// <param name="Family">The question's kind.</param>
/// <param name="Right">It says what the script says, and nothing that would be wrong; where that is nothing, it says no.</param>
/// <param name="Found">It says anything.</param>
/// <param name="Cited">Places that it cites.</param>
/// <param name="CitedRight">Of these, those that the script names.</param>
/// <param name="Evidence">Places that the script names.</param>
/// <param name="EvidenceCited">Of these, those that it cites.</param>
/// <param name="Removed">Cited places that were taken away, one at a time, before it was asked again.</param>
/// <param name="Changed">How often it then said something else, or nothing.</param>
/// <param name="Abstained">How often it then said nothing.</param>
public sealed record JudgedFilmAnswer(
    long Seed, string Family, bool Right, bool Found, int Cited, int CitedRight, int Evidence, int EvidenceCited, int Removed, int Changed, int Abstained);
