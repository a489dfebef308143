using System.Collections.Immutable;
using LongVpo.Core.Answers;

namespace LongVpo.Core.Questions.Told;

/// <summary>Somebody that a question may mean.</summary>
/// <param name="Telling">Where it is told of.</param>
/// <param name="Statement">What is told.</param>
/// <param name="Evidence">What led there, itself included.</param>
internal sealed record ToldHit(Telling Telling, Statement Statement, ImmutableArray<Citation> Evidence);
