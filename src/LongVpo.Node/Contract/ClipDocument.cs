namespace LongVpo.Node.Contract;

/// <summary>What <c>longvpo clip --json</c> prints. Times are container timestamps in seconds; what is not known is left out.</summary>
/// <param name="Video">The video's id; left out for a file that nobody watched.</param>
/// <param name="Found">Whether a clip was written.</param>
/// <param name="Path">Where.</param>
/// <param name="Start">What it begins with: the key frame before what was asked for.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Missing">Parts of the asked stretch of which nothing is kept.</param>
/// <param name="Message">One sentence where there is no clip, or only a part.</param>
public sealed record ClipDocument(string? Video, bool Found, string? Path, double? Start, double? End, IReadOnlyList<GapDocument> Missing, string? Message);
