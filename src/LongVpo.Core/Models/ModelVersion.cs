namespace LongVpo.Core.Models;

/// <summary>Says which weights made something; it is written on everything a model produces, so that what an older model made can be told apart.</summary>
/// <param name="Name">The model's name as in <see cref="ModelName"/>, with the adapter's behind a plus where one is active.</param>
/// <param name="Digest">SHA-256 over the weights in hexadecimal; what an endpoint tells about its model where the weights cannot be seen.</param>
public sealed record ModelVersion(string Name, string Digest);
