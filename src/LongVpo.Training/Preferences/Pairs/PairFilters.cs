namespace LongVpo.Training.Preferences.Pairs;

/// <summary>What the filters measured of a pair that passed them.</summary>
/// <param name="MaxCos">Largest likeness of the anchor with another clip, from -1 to 1.</param>
/// <param name="SpecMargin">How much likelier the answer is on the anchor than on the most tempting other clip, in nats per token.</param>
/// <param name="BlindMargin">How much likelier it is on the anchor than without any picture, in nats per token.</param>
/// <param name="Judge">Who judged whether the question is about this clip alone: <c>none</c>, <c>rule</c>, or a model's name.</param>
public sealed record PairFilters(double? MaxCos = null, double? SpecMargin = null, double? BlindMargin = null, string Judge = "none");
