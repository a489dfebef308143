namespace LongVpo.Node.Http.Documents;

/// <summary>A segment's picture: a JPEG of a typical frame at the URL.</summary>
internal sealed record ThumbnailDocument(string Segment, double Start, double End, string Url);
