using System.Collections.Immutable;
using LongVpo.Core.Models;
using LongVpo.Core.Segments;
using LongVpo.Core.Trees;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Captions.Written;

/// <summary>
/// What one model still has to say about a video, as the fold of the video's events: so what was stored is never asked for again, after whatever interruption. Segments come in
/// order, because each caption knows the earlier ones, and a node comes as soon as its children are done. It holds what is waiting and what is still needed, not the whole past.
/// </summary>
public sealed record CaptionWork
{
    private CaptionWork(ModelVersion model, int remembered) => (Models, Remembered) = ([model], remembered);

    /// <summary>Whose captions count: one model's, by all the weights that it has had.</summary>
    public ImmutableHashSet<ModelVersion> Models { get; private init; }

    /// <summary>How many earlier captions a segment's caption knows.</summary>
    public int Remembered { get; }

    /// <summary>The last event that was taken in.</summary>
    public long Version { get; private init; }

    public ImmutableQueue<SegmentSpan> Segments { get; private init; } = [];

    public ImmutableQueue<TreeNode> Nodes { get; private init; } = [];

    /// <summary>Captions that a node to come rests on.</summary>
    public ImmutableDictionary<string, ModelCaption> Texts { get; private init; } = ImmutableDictionary<string, ModelCaption>.Empty;

    public ImmutableArray<ModelCaption> Memory { get; private init; } = [];

    /// <summary>The caption of the last segment that has one.</summary>
    public ModelCaption? Last { get; private init; }

    /// <summary>Nothing is known of the video yet.</summary>
    /// <param name="model">Whose captions count: those of other weights are no captions of this model.</param>
    /// <param name="remembered">How many earlier captions a segment's caption knows.</param>
    public static CaptionWork Of(ModelVersion model, int remembered)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegative(remembered);
        return new CaptionWork(model, remembered);
    }

    /// <summary>Counts captions by further weights of the same model from here on, so that what was said before or after they were changed is not asked for again.</summary>
    public CaptionWork Counting(params IEnumerable<ModelVersion> versions) => this with { Models = Models.Union(versions) };

    /// <summary>Takes in the next event; one that was taken in already changes nothing.</summary>
    public CaptionWork Apply(long version, VideoEvent happened)
    {
        if (version <= Version) return this;
        var next = this with { Version = version };
        return happened switch
        {
            SegmentSealed one => next with { Segments = Segments.Enqueue(one.Segment.Span) },
            NodeClosed one => next with { Nodes = Nodes.Enqueue(one.Node) },
            CaptionWritten one when Models.Contains(one.Caption.Model) => next.Said(one.Caption),
            _ => next,
        };
    }

    /// <summary>What to do next; null when everything that is known has its caption.</summary>
    public CaptionJob? Next()
    {
        if (!Nodes.IsEmpty && Nodes.Peek() is { } node && node.Children.All(Texts.ContainsKey)) return new NodeJob(node, [.. node.Children.Select(child => Texts[child])]);
        return Segments.IsEmpty ? null : new SegmentJob(Segments.Peek(), Last, Memory);
    }

    private CaptionWork Said(ModelCaption caption)
    {
        var said = this with { Texts = Texts.SetItem(caption.Subject, caption) };
        if (!Segments.IsEmpty && Segments.Peek().Id.ToString() == caption.Subject) return said.OfSegment(caption);
        if (!Nodes.IsEmpty && Nodes.Peek() is { } node && node.Id == caption.Subject) return said with { Nodes = Nodes.Dequeue(), Texts = said.Texts.RemoveRange(node.Children) };
        // Neither is waiting: it was said before.
        return this;
    }

    private CaptionWork OfSegment(ModelCaption caption)
    {
        var news = caption.SameAs is null && caption.Text.Length > 0;
        var memory = news ? Memory.Add(caption) : Memory;
        return this with { Segments = Segments.Dequeue(), Last = caption, Memory = memory.Length > Remembered ? memory.RemoveRange(0, memory.Length - Remembered) : memory };
    }
}
