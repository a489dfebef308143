namespace LongVpo.Node.Http.Documents;

/// <summary>Where the pictures of a video's segments are.</summary>
internal sealed record ThumbnailListDocument(string Video, double? Watermark, IReadOnlyList<ThumbnailDocument> Thumbnails, double? Next);
