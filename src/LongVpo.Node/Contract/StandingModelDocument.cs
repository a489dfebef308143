namespace LongVpo.Node.Contract;

/// <summary>What stands for a model in a running node.</summary>
/// <param name="Name">The name that the node was started with.</param>
/// <param name="Model">What it runs.</param>
/// <param name="Digest">SHA-256 over these weights; it stands on everything that they produce.</param>
public sealed record StandingModelDocument(string Name, string Model, string Digest);
