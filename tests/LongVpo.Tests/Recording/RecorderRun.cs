using LongVpo.Core.Frames;
using LongVpo.Core.Videos;
using LongVpo.Media.Recording;
using LongVpo.Tests.Live;

namespace LongVpo.Tests.Recording;

/// <summary>What a recording left.</summary>
/// <param name="Video">Whose.</param>
/// <param name="Room">Where it is kept.</param>
/// <param name="Watch">What was seen meanwhile.</param>
/// <param name="Meter">What the source told of itself.</param>
/// <param name="Files">The files, oldest first.</param>
public sealed record RecorderRun(VideoId Video, RecordingRoom Room, LiveWatch Watch, SourceMeter Meter, IReadOnlyList<RecordedFile> Files);
