using System.Collections.Immutable;
using System.Text;
using LongVpo.Core.Models;

namespace LongVpo.Core.Questions.Models;

/// <summary>The prompts by which a model answers questions about retrieved segments. Segments are named by short ids, and the model is told to name no times.</summary>
public static class LookPrompts
{
    /// <summary>What a model writes when a segment says nothing to a question, or nothing does.</summary>
    public const string None = "NONE";

    private const string Manner = "You answer questions about video from what you are shown and told. Claim nothing else. Write no times: name the segment ids in square brackets instead, like [s00012].";

    /// <summary>Asks what one segment says to a question.</summary>
    public static ImmutableArray<ChatMessage> Finding(string question, RetrievedSegment segment, ImmutableArray<PictureRef> pictures)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return Messages(pictures, $"Segment [{segment.Name}]: {Line(segment.Caption)}\nQuestion: {question}\nSay in one sentence what this segment says to the question, or {None} if it says nothing to it.");
    }

    /// <summary>Asks for the answer from what was found.</summary>
    public static ImmutableArray<ChatMessage> Answer(string question, IEnumerable<(string Name, string Text)> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var text = new StringBuilder("What was found, by segment:\n");
        foreach (var (name, finding) in findings) text.Append('[').Append(name).Append("] ").Append(Line(finding)).Append('\n');
        return Messages([], text.Append(Ending(question)).ToString());
    }

    /// <summary>Asks for the answer from segments that are shown at once.</summary>
    public static ImmutableArray<ChatMessage> Shown(string question, IEnumerable<(RetrievedSegment Segment, ImmutableArray<PictureRef> Pictures)> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        var parts = ImmutableArray.CreateBuilder<PromptPart>();
        foreach (var (segment, pictures) in segments)
        {
            if (!pictures.IsEmpty) parts.Add(new PicturesPart(pictures));
            parts.Add(new TextPart($"Segment [{segment.Name}]: {Line(segment.Caption)}\n"));
        }

        parts.Add(new TextPart(Ending(question)));
        return [ChatMessage.Of(ChatRole.System, Manner), new ChatMessage(ChatRole.User, parts.ToImmutable())];
    }

    /// <summary>Tells the model how it may look around by itself.</summary>
    public static ImmutableArray<ChatMessage> Agent(string question, string outline) => Messages([],
        $"""
        Video, from beginning to end:
        {outline}
        Question: {question}
        Reply with exactly one line, one of these:
        BROWSE id - read what is said of the segments around a segment
        SEARCH words - find segments by words
        INSPECT id - look at the pictures of a segment
        ANSWER text - answer, naming the ids in brackets; or ANSWER {None}
        """);

    /// <summary>Whether words say that there is nothing.</summary>
    public static bool IsNone(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var said = text.Trim().TrimEnd('.', '!');
        return said.Length == 0 || said.Equals(None, StringComparison.OrdinalIgnoreCase);
    }

    private static string Ending(string question) => $"Question: {question}\nAnswer in one or two sentences and name in brackets the segments that the answer rests on, or write {None} if nothing above answers it.";

    private static ImmutableArray<ChatMessage> Messages(ImmutableArray<PictureRef> pictures, string text) =>
    [
        ChatMessage.Of(ChatRole.System, Manner),
        new ChatMessage(ChatRole.User, pictures.IsEmpty ? [new TextPart(text)] : [new PicturesPart(pictures), new TextPart(text)]),
    ];

    private static string Line(string text) => text.ReplaceLineEndings(" ");
}
