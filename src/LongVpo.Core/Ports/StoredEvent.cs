using LongVpo.Core.Videos;

namespace LongVpo.Core.Ports;

/// <summary>An event with its position in its video's history, from 1.</summary>
public sealed record StoredEvent(long Version, VideoEvent Event);
