using System.Text.Json.Serialization;
using LongVpo.Core.Captions.Written;
using LongVpo.Core.Frames;
using LongVpo.Core.Segments;
using LongVpo.Core.Speech;
using LongVpo.Core.Time;
using LongVpo.Core.Trees;

namespace LongVpo.Core.Videos;

/// <summary>What happened to a video, in the order it happened. A video's state is the fold of these and of nothing else.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(VideoOpened), "opened")]
[JsonDerivedType(typeof(SegmentSealed), "segment")]
[JsonDerivedType(typeof(NodeClosed), "node")]
[JsonDerivedType(typeof(GapRecorded), "gap")]
[JsonDerivedType(typeof(ClockAnchored), "clock")]
[JsonDerivedType(typeof(RecordingChanged), "recording")]
[JsonDerivedType(typeof(CaptionWritten), "caption")]
[JsonDerivedType(typeof(SpeechHeard), "speech")]
[JsonDerivedType(typeof(VideoFinished), "finished")]
[JsonDerivedType(typeof(VideoFailed), "failed")]
public abstract record VideoEvent;

/// <summary>The video was added.</summary>
/// <param name="Source">What it is.</param>
/// <param name="Recipe">A short text of everything that decides the segments (versions and options); other options make another analysis.</param>
/// <param name="At">When it was added, by the clock on the wall.</param>
public sealed record VideoOpened(SourceDescription Source, string Recipe, DateTimeOffset At) : VideoEvent;

/// <summary>A segment was sealed.</summary>
public sealed record SegmentSealed(Segment Segment, DateTimeOffset At) : VideoEvent;

/// <summary>A scene, chapter or programme was closed and will not change any more.</summary>
public sealed record NodeClosed(TreeNode Node) : VideoEvent;

/// <summary>Nothing was received for a stretch of the timeline.</summary>
public sealed record GapRecorded(TimeRange Range, string Reason) : VideoEvent;

/// <summary>The timeline and the clock on the wall met; until the next of these they run together, at its pace.</summary>
/// <param name="Time">A moment of the timeline.</param>
/// <param name="Utc">When it was live.</param>
/// <param name="FromStream">The stream said so itself, rather than this machine's clock.</param>
public sealed record ClockAnchored(MediaTime Time, DateTimeOffset Utc, bool FromStream) : VideoEvent
{
    /// <summary>Seconds of the timeline that pass in one on the wall; null where they run together.</summary>
    public double? Pace { get; init; }

    /// <summary>When a moment was live, if nothing changed between.</summary>
    public DateTimeOffset UtcOf(MediaTime moment) => Utc + (moment.Since(Time) / (Pace ?? 1));
}

/// <summary>Live footage stopped being kept for clips, or is kept again; it was watched all the while.</summary>
/// <param name="Time">How far the timeline had come.</param>
/// <param name="Reason">One sentence why nothing is kept; null when it is kept again.</param>
/// <param name="At">When.</param>
public sealed record RecordingChanged(MediaTime Time, string? Reason, DateTimeOffset At) : VideoEvent;

/// <summary>A model put a segment or a node into words, some time after it was sealed or closed.</summary>
/// <param name="Caption">What it said.</param>
/// <param name="At">When.</param>
public sealed record CaptionWritten(ModelCaption Caption, DateTimeOffset At) : VideoEvent;

/// <summary>A speech model wrote down a stretch of the sound, or could not, some time after its segments were sealed.</summary>
/// <param name="Speech">What it heard.</param>
/// <param name="At">When it was stored.</param>
public sealed record SpeechHeard(Transcript Speech, DateTimeOffset At) : VideoEvent;

/// <summary>The source was watched to its end.</summary>
/// <param name="Reason">How it ended.</param>
/// <param name="End">Where the timeline ends.</param>
/// <param name="Counters">What was read in the run that reached the end.</param>
/// <param name="Message">One sentence when the end was not the expected one.</param>
/// <param name="At">When.</param>
public sealed record VideoFinished(StreamEnd Reason, MediaTime End, SourceCounters Counters, string? Message, DateTimeOffset At) : VideoEvent;

/// <summary>Watching was given up; asking for it again starts anew from what is sealed.</summary>
public sealed record VideoFailed(string Reason, DateTimeOffset At) : VideoEvent;
