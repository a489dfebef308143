using LongVpo.Node.Contract;

namespace LongVpo.Node.Export;

/// <summary>Picks the cues of an export out of a video's tree.</summary>
public static class CueList
{
    /// <param name="tree">The video's tree.</param>
    /// <param name="content">What is wanted.</param>
    /// <param name="containerStart">The container's first timestamp in seconds: players count from there, the tree from the container's zero.</param>
    public static IEnumerable<Cue> From(TreeDocument tree, ExportContent content, double containerStart)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var cues = content switch
        {
            ExportContent.Chapters => tree.Chapters.Select(c => new Cue(c.Start, c.End, c.Caption)),
            ExportContent.Scenes => tree.Scenes.Select(c => new Cue(c.Start, c.End, c.Caption)),
            ExportContent.Captions => tree.Segments.Select(s => new Cue(s.Start, s.End, s.Caption)),
            ExportContent.Lines => Words(tree, "subtitle", "closed_caption", "speech"),
            _ => Words(tree, "screen_text"),
        };
        return cues.Select(cue => cue with { Start = cue.Start - containerStart, End = cue.End - containerStart });
    }

    /// <summary>A line that touches several segments is listed in each of them, in the first perhaps only as far as it was known, and exported once.</summary>
    private static IEnumerable<Cue> Words(TreeDocument tree, params string[] kinds)
    {
        var cues = tree.Segments.SelectMany(s => s.Observations)
            .Where(o => kinds.Contains(o.Kind) && o.Text is not null)
            .Select(o => new Cue(o.Start, o.End, o.Text!))
            .Distinct()
            .OrderBy(cue => cue.Start)
            .ToList();
        var together = cues.ToLookup(cue => cue.Start);
        return cues.Where(cue => !together[cue.Start].Any(other => other.End > cue.End && other.Text.StartsWith(cue.Text, StringComparison.Ordinal)));
    }
}
