using LongVpo.Core.Videos;

namespace LongVpo.Core.Ports;

/// <summary>An event at its place in the order of everything that was stored.</summary>
/// <param name="Position">Grows with every event of any video; a deleted video leaves holes.</param>
/// <param name="Video">Whose.</param>
/// <param name="Version">Its position in the video's own history, from 1.</param>
/// <param name="Event">What was stored.</param>
public sealed record FeedEntry(long Position, VideoId Video, long Version, VideoEvent Event);
