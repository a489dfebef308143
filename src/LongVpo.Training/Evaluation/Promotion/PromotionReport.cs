using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation.Promotion;

/// <summary>What the short suite says about a candidate, and whether it may stand.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Current">What stands.</param>
/// <param name="Seeds">The seeds of the worlds, FROM-TO.</param>
/// <param name="Right">Right answers in all.</param>
/// <param name="Lengths">Right answers by frames shown.</param>
/// <param name="Invented">Answers about somebody who is not there, given as surely as nine in ten of the current model's right answers.</param>
/// <param name="SureFrom">Natural log-probability from which an answer counts as given.</param>
/// <param name="Tolerance">Share that may be lost or invented more.</param>
/// <param name="Refusals">Sentences that say why the candidate may not stand; none where it may.</param>
public sealed record PromotionReport(
    string Candidate, string Current, string Seeds, ShareChange Right, ImmutableArray<ShareChange> Lengths, ShareChange Invented, double SureFrom, double Tolerance, ImmutableArray<string> Refusals)
{
    /// <summary>Whether the candidate may stand.</summary>
    public bool Passed => Refusals.IsEmpty;
}
