using System.Collections.Immutable;
using LongVpo.Core.Feedback;

namespace LongVpo.Training.Preferences.Operation;

/// <summary>One response that was found better than an answer, before anybody has looked whether a pair can be made of it.</summary>
/// <param name="Origin">voted, corrected or contradicted.</param>
/// <param name="Better">The better response.</param>
/// <param name="BetterPlaces">Where it is to be seen; empty where nobody said.</param>
/// <param name="Worse">The answer that it is better than.</param>
/// <param name="By">Whose word it is; empty for the product's own.</param>
internal sealed record Preference(string Origin, string Better, ImmutableArray<FootagePlace> BetterPlaces, KeptAnswer Worse, string By);
