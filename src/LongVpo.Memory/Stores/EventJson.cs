using System.Text.Encodings.Web;
using System.Text.Json;
using LongVpo.Core.Ports;
using LongVpo.Core.Videos;

namespace LongVpo.Memory.Stores;

/// <summary>
/// Turns events into the text that is stored and back, exactly. A segment's descriptor is left out: it is stored once, as a vector, and put back on reading.
/// </summary>
internal static class EventJson
{
    private static readonly EventJsonContext Context = new(new JsonSerializerOptions(EventJsonContext.Default.Options)
    {
        // The text goes into a database, never into a page, so words of any script stay readable and short.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(VideoEvent item) =>
        JsonSerializer.Serialize(item is SegmentSealed s ? s with { Segment = s.Segment with { Descriptor = [] } } : item, Context.VideoEvent);

    /// <exception cref="StoreException">Text that is not an event.</exception>
    public static VideoEvent Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Context.VideoEvent) ?? throw new JsonException("null");
        }
        catch (JsonException problem)
        {
            throw new StoreException("The store holds an event that cannot be read: restore it from a copy, or delete the video and analyze it again.", problem);
        }
    }

    /// <summary>The name under which a kind of event is listed in the database, for people who look into it.</summary>
    public static string KindOf(VideoEvent item) => item switch
    {
        VideoOpened => "opened",
        SegmentSealed => "segment",
        NodeClosed => "node",
        GapRecorded => "gap",
        ClockAnchored => "clock",
        RecordingChanged => "recording",
        CaptionWritten => "caption",
        SpeechHeard => "speech",
        VideoFinished => "finished",
        VideoFailed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(item), item.GetType().Name, "This event has no stored name yet."),
    };
}
