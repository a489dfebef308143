using LongVpo.Core.Segments;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Questions.Models;

/// <summary>A segment that may answer a question, as it is shown to a model.</summary>
/// <param name="Name">What the model calls it: its id, behind the video's letter when there is more than one.</param>
/// <param name="Video">Whose.</param>
/// <param name="Segment">Which.</param>
/// <param name="Caption">What is said about it: the model's own earlier caption where there is one, else what was measured.</param>
public sealed record RetrievedSegment(string Name, VideoId Video, Segment Segment, string Caption);
