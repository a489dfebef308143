namespace LongVpo.Node.Contract;

/// <summary>What stands for the models of a running node that something was promoted over.</summary>
/// <param name="Models">One for each.</param>
public sealed record StandingModelsDocument(IReadOnlyList<StandingModelDocument> Models);
