using LongVpo.Core.Observations;
using LongVpo.Core.Segments;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Answers;

/// <summary>One observation that may answer a question, with where it stands and how well it matched.</summary>
/// <param name="Video">Which video.</param>
/// <param name="Segment">The segment it was sealed with.</param>
/// <param name="Observation">What was measured.</param>
/// <param name="Score">Higher matches better; only comparable within one query. 0 when nothing was searched for.</param>
public sealed record Evidence(VideoId Video, SegmentId Segment, Observation Observation, double Score);
