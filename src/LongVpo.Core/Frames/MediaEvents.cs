using System.Text.Json.Serialization;
using LongVpo.Core.Time;

namespace LongVpo.Core.Frames;

/// <summary>
/// What a source says, in the order of its clock: the one stream that shot cutting, observing and recording all read.
/// When a frame at time t is yielded, every audio block that ends by t and every text line that is complete by t has been yielded before it.
/// </summary>
public abstract record MediaEvent;

/// <summary>A picture was decoded. Every decoded frame is told with its thumb; only sampled ones carry pixels.</summary>
/// <param name="Time">Presentation time; strictly later than that of the frame before.</param>
/// <param name="Thumb">The frame shrunk for measuring.</param>
/// <param name="Sampled">The pixels when this frame is on the sampling grid; the receiver of the event disposes it.</param>
/// <param name="Corrupt">The decoder reported damage and showed what it had.</param>
public sealed record FrameDecoded(MediaTime Time, FrameThumb Thumb, Frame? Sampled, bool Corrupt) : MediaEvent;

/// <summary>A piece of sound, on a fixed grid of 100 ms counted from the stream's zero.</summary>
/// <param name="Range">Where it is heard.</param>
/// <param name="Samples">16 kHz mono, 16-bit.</param>
public sealed record AudioDecoded(TimeRange Range, ReadOnlyMemory<short> Samples) : MediaEvent;

/// <summary>A line of timed text was completed, or is still on screen (<see cref="Open"/>): a subtitle, or a caption carried in the picture's data.</summary>
public sealed record TextDecoded(TimeRange Range, string Text, TextOrigin Origin, string? Language) : MediaEvent
{
    /// <summary>Its end was known when it began, as that of most subtitles is; a caption's end is known only when it goes.</summary>
    public bool Announced { get; init; }

    /// <summary>It was still on screen at the end of the range, with these words so far; it is told again under the same start, at the latest when it is over.</summary>
    public bool Open { get; init; }

    /// <summary>The moment from which all of it is known: its place in the order of a source.</summary>
    [JsonIgnore]
    public MediaTime CompleteAt => Announced ? Range.Start : Range.End;
}

/// <summary>The timeline has a hole: nothing was received for it, and nothing will be claimed about it.</summary>
public sealed record GapFound(TimeRange Range, string Reason) : MediaEvent;

/// <summary>The timeline and the clock on the wall met: until the next of these, footage at <paramref name="Time"/> plus x was live at <paramref name="Utc"/> plus x.</summary>
/// <param name="Time">A moment of the timeline, never before that of the last one.</param>
/// <param name="Utc">When it was: by the stream itself where it says so, else by when it arrived.</param>
/// <param name="FromStream">The stream said so itself, rather than this machine's clock.</param>
public sealed record ClockRead(MediaTime Time, DateTimeOffset Utc, bool FromStream) : MediaEvent
{
    /// <summary>Seconds of the timeline that pass in one on the wall; null where they run together, as they do in everything but a file that is played at another speed.</summary>
    public double? Pace { get; init; }
}

/// <summary>Live footage is not being kept for clips any more, or is again; watching goes on either way.</summary>
/// <param name="Time">How far the timeline had come.</param>
/// <param name="Reason">One sentence for a person why nothing is kept; null when it is kept.</param>
public sealed record RecordingNoted(MediaTime Time, string? Reason) : MediaEvent;

/// <summary>A live source had to let frames go, the oldest first, because nobody took them in time; told before the frame that follows them.</summary>
/// <param name="Range">From the first dropped frame to the first one kept after it.</param>
/// <param name="Frames">How many.</param>
public sealed record FramesDropped(TimeRange Range, int Frames) : MediaEvent;

/// <summary>A live source stopped delivering and is opened again and again until <see cref="SourceFound"/>.</summary>
/// <param name="Reason">One sentence for a person, without credentials.</param>
public sealed record SourceLost(string Reason) : MediaEvent;

/// <summary>A live source that was lost delivers again.</summary>
public sealed record SourceFound : MediaEvent;

/// <summary>The stream is over; always the last event unless reading was cancelled or threw.</summary>
/// <param name="Reason">Why.</param>
/// <param name="End">Where the last picture or sound ends.</param>
/// <param name="Counters">What was read.</param>
/// <param name="Message">One sentence for a person when the end was not the expected one (a truncated file, for example).</param>
public sealed record StreamEnded(StreamEnd Reason, MediaTime End, SourceCounters Counters, string? Message) : MediaEvent;
