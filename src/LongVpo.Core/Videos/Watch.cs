namespace LongVpo.Core.Videos;

/// <summary>A source that someone asked to have watched, as it is kept so that a node that starts again knows what to take up.</summary>
/// <param name="Video">Its video.</param>
/// <param name="Request">What was asked for.</param>
/// <param name="Since">When it was asked, by the clock on the wall.</param>
public sealed record Watch(VideoId Video, WatchRequest Request, DateTimeOffset Since);
