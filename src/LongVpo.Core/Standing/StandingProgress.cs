using System.Collections.Immutable;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Standing;

/// <summary>How far a standing question has come, as it is stored: everything up to a position of the feed is in its states, nothing after it is.</summary>
/// <param name="Position">The last entry of the feed that was taken in.</param>
/// <param name="States">By video.</param>
public sealed record StandingProgress(long Position, ImmutableDictionary<VideoId, StandingState> States);
