using System.Collections.Immutable;
using LongVpo.Core.Answers;

namespace LongVpo.Core.Questions.Told;

/// <summary>What somebody is called, and what led to that.</summary>
/// <param name="Name">"the red circle".</param>
/// <param name="Evidence">The lines that were followed, in the order of following; none where the question says the name.</param>
internal sealed record ToldName(Phrase Name, ImmutableArray<Citation> Evidence);
