using System.Collections.Immutable;
using System.Text;
using LongVpo.Core.Models;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Core.Captions.Written;

/// <summary>Puts into a prompt what a caption is to rest on: pictures, measurements and what was said before; for a node what was said of its children.</summary>
public static class CaptionPrompts
{
    // Longer captions are cut here: a hundred children have to fit into one prompt.
    private const int LongestChild = 400;
    private const int MostChildren = 60;

    private const string Manner = "You describe video. Say in one or two plain sentences what is seen and done. State only what the pictures and the measurements show. Write no times and no ids.";

    /// <summary>Asks for a segment's caption.</summary>
    public static ImmutableArray<ChatMessage> OfSegment(Segment segment, ImmutableArray<ModelCaption> memory, ImmutableArray<PictureRef> pictures)
    {
        ArgumentNullException.ThrowIfNull(segment);
        var text = new StringBuilder();
        if (!memory.IsDefaultOrEmpty)
        {
            text.Append("What was seen before:\n");
            foreach (var earlier in memory) text.Append("- ").Append(Cut(earlier.Text)).Append('\n');
        }

        text.Append("Measured in this stretch of ").Append(TimeText.Length(segment.Span.Range.Duration)).Append(": ").Append(segment.Caption.Text).Append('\n');
        text.Append(pictures.IsEmpty ? "There is no picture of it. " : string.Empty).Append("Describe this stretch.");
        return Messages(pictures, text.ToString());
    }

    /// <summary>Asks for a node's caption.</summary>
    public static ImmutableArray<ChatMessage> OfNode(NodeJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        var told = job.Children.Where(child => child.Text.Length > 0).ToList();
        var text = new StringBuilder("These stretches of one video follow each other:\n");
        // Of too many children an even choice is read, so that no part of the stretch is left out.
        var step = Math.Max(1.0, (double)told.Count / MostChildren);
        for (var i = 0.0; i < told.Count; i += step) text.Append("- ").Append(Cut(told[(int)i].Text)).Append('\n');
        text.Append("Measured over all of it: ").Append(job.Node.Caption.Text).Append("\nSay in two or three sentences what happens in all of it.");
        return Messages([], text.ToString());
    }

    private static ImmutableArray<ChatMessage> Messages(ImmutableArray<PictureRef> pictures, string text) =>
    [
        ChatMessage.Of(ChatRole.System, Manner),
        new ChatMessage(ChatRole.User, pictures.IsEmpty ? [new TextPart(text)] : [new PicturesPart(pictures), new TextPart(text)]),
    ];

    private static string Cut(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= LongestChild ? line : line[..LongestChild] + "…";
    }
}
