using LongVpo.Core.Captions.Written;
using LongVpo.Core.Frames;
using LongVpo.Core.Segments;
using LongVpo.Core.Speech;
using LongVpo.Core.Time;

namespace LongVpo.Core.Videos;

/// <summary>What may be asked of a video's state. A command that comes twice changes nothing the second time, so whoever is unsure may repeat it.</summary>
public abstract record VideoCommand;

/// <summary>Add the video, or take it up again.</summary>
/// <param name="Source">What it is.</param>
/// <param name="Recipe">Everything that decides its segments.</param>
public sealed record OpenVideo(SourceDescription Source, string Recipe) : VideoCommand;

/// <summary>Keep the next segment.</summary>
public sealed record SealSegment(Segment Segment) : VideoCommand;

/// <summary>Note that nothing was received for a stretch.</summary>
public sealed record RecordGap(TimeRange Range, string Reason) : VideoCommand;

/// <summary>Note when a moment of the timeline was live.</summary>
/// <param name="Clock">What the source said.</param>
public sealed record AnchorClock(ClockRead Clock) : VideoCommand;

/// <summary>Note that footage is not kept any more, or is again.</summary>
/// <param name="Noted">What the source said.</param>
public sealed record NoteRecording(RecordingNoted Noted) : VideoCommand;

/// <summary>Keep what a model said.</summary>
public sealed record WriteCaption(ModelCaption Caption) : VideoCommand;

/// <summary>Keep what a speech model heard, or that it could not hear.</summary>
public sealed record WriteSpeech(Transcript Speech) : VideoCommand;

/// <summary>Note that the source was watched to its end.</summary>
/// <param name="Ended">What the source said.</param>
/// <param name="End">Where the timeline ends.</param>
public sealed record FinishVideo(StreamEnded Ended, MediaTime End) : VideoCommand;

/// <summary>Note that watching was given up.</summary>
/// <param name="Reason">One sentence for a person.</param>
public sealed record FailVideo(string Reason) : VideoCommand;
