using System.Collections.Immutable;
using LongVpo.Core.Answers;

namespace LongVpo.Core.Questions.Models.Scenes;

/// <summary>What the scenes of a video say to a question.</summary>
/// <param name="Found">Whether it is an answer, not a no.</param>
/// <param name="Text">The words.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Citations">Every segment that it rests on; for a question that several scenes fit, those.</param>
public sealed record SceneAnswer(bool Found, string Text, double Confidence, ImmutableArray<Citation> Citations);
