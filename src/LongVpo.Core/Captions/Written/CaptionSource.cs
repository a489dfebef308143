namespace LongVpo.Core.Captions.Written;

/// <summary>A caption that another one rests on.</summary>
/// <param name="Id">The segment or node it is about.</param>
/// <param name="Version">Digest of the weights that said it.</param>
public sealed record CaptionSource(string Id, string Version);
