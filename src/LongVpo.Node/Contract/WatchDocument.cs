namespace LongVpo.Node.Contract;

/// <summary>A line of <c>longvpo watch --json</c>; what it is stands in <c>watch</c>, and only the part of that name is there besides.</summary>
/// <param name="Watch"><c>phase</c>, <c>segment</c>, <c>scene</c>, <c>chapter</c>, <c>programme</c>, <c>caption</c>, <c>speech</c>, <c>gap</c>, <c>recording</c> or <c>answer</c>.</param>
/// <param name="Video">The video's id.</param>
public sealed record WatchDocument(string Watch, string Video)
{
    /// <summary>The new phase, in the words of <see cref="VideoStatusDocument"/>.</summary>
    public string? Phase { get; init; }

    /// <summary>Why, in one sentence; of a <c>recording</c> why nothing is kept, and left out when it is kept again.</summary>
    public string? Reason { get; init; }

    /// <summary>How far the timeline had come when recording changed, in container seconds.</summary>
    public double? Time { get; init; }

    public SegmentDocument? Segment { get; init; }

    /// <summary>A scene, chapter or programme that was closed.</summary>
    public NodeDocument? Node { get; init; }

    /// <summary>What a model said.</summary>
    public CaptionDocument? Caption { get; init; }

    /// <summary>What a speech model wrote down.</summary>
    public SpeechDocument? Speech { get; init; }

    public GapDocument? Gap { get; init; }

    public string? Question { get; init; }

    public AnswerDocument? Answer { get; init; }
}
