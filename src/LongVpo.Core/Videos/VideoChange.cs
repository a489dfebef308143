namespace LongVpo.Core.Videos;

/// <summary>Something was stored about a video, or its state changed: what those who follow a node live are told.</summary>
/// <param name="Video">Whose.</param>
/// <param name="Version">The event's position in the video's history, from 1; 0 when nothing was stored.</param>
/// <param name="Event">What was stored; null when only the phase changed.</param>
/// <param name="Phase">What is being done about the video now.</param>
/// <param name="Reason">One sentence where the phase has one.</param>
public sealed record VideoChange(VideoId Video, long Version, VideoEvent? Event, WatchPhase Phase, string? Reason);
