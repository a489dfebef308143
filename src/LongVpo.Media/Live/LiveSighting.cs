using LongVpo.Core.Time;

namespace LongVpo.Media.Live;

/// <summary>A moment of a live source's own clock, and when it was seen.</summary>
/// <param name="Raw">By the source's clock, repaired by the demuxer.</param>
/// <param name="Arrival">When it was decoded here.</param>
/// <param name="Utc">When it was live, if the stream says so.</param>
internal readonly record struct LiveSighting(MediaTime Raw, DateTimeOffset Arrival, DateTimeOffset? Utc);
