namespace LongVpo.Node.Contract;

/// <summary>The first line of <c>longvpo simulate --json</c>: what a watcher opens, and everything that makes the run again.</summary>
/// <param name="Url">Where the stream is.</param>
/// <param name="Faults">The script with what was drawn.</param>
/// <param name="Seed">What the draws depend on.</param>
public sealed record SimulationDocument(string Url, string Faults, int Seed);
