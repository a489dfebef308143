using System.Collections.Immutable;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Core.Trees;

/// <summary>
/// Grows scenes, chapters and the programme over the segments as they are sealed, so that the tree of a video that is still running and of the finished file come from
/// the same steps. Each segment costs a bounded amount of work; a closed node never changes. It knows no clock, no store and no picture.
/// </summary>
public sealed class TreeRules
{
    private readonly TreeOptions _options;
    private readonly ICaptionComposer _captions;

    public TreeRules(TreeOptions options, ICaptionComposer captions)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(captions);
        (_options, _captions) = (options, captions);
    }

    /// <summary>Takes the next segment and tells which nodes that closes, children before parents.</summary>
    public (TreeState State, ImmutableArray<TreeNode> Closed) Add(TreeState state, Segment segment)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(segment);
        var closed = ImmutableArray.CreateBuilder<TreeNode>();
        var leaf = Leaf.Of(segment, state.Last, _options);
        return (Place(state with { Last = leaf, Start = state.Start ?? leaf.Range.Start }, leaf, closed), closed.ToImmutable());
    }

    /// <summary>No segment follows: closes everything that is open.</summary>
    public (TreeState State, ImmutableArray<TreeNode> Closed) Finish(TreeState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Finished || state.Scene is null) return (state with { Finished = true }, []);
        var closed = ImmutableArray.CreateBuilder<TreeNode>();
        state = SettleInsert(state, closed);
        state = CloseChapter(CloseScene(state, closed), closed);
        closed.Add(Node(TreeLevel.Programme, 0, new TimeRange(state.Start!.Value, state.Last!.Range.End), TreeLevel.Chapter, 0, state.ChaptersClosed, state.ClosedChapters));
        return (state with { Finished = true }, closed.ToImmutable());
    }

    /// <summary>The nodes of the open edge as they would stand if the video ended here; with the closed ones they are a whole tree.</summary>
    public ImmutableArray<TreeNode> View(TreeState state) => [.. Finish(state).Closed.Select(node => node with { Closed = false })];

    private TreeState Place(TreeState state, Leaf leaf, ImmutableArray<TreeNode>.Builder closed)
    {
        if (state.Scene is not { } scene) return state with { Scene = Begin(leaf) };
        var reach = new TimeRange(scene.Range.Start, leaf.Range.End).Duration;
        if (leaf.Break && scene.Range.Duration * 4 >= _options.SceneMinLength) return Begin(SettleInsert(state, closed), leaf, closed);
        if (reach > _options.SceneMaxLength) return LeaveScene(state, leaf, closed);
        if (leaf.ContinuesShot && state.Insert.IsEmpty) return state with { Scene = Grow(scene, leaf) };
        if (scene.Range.Duration < _options.SceneMinLength || (!leaf.ContinuesShot && LooksLike(scene, leaf)))
            return state with { Scene = state.Insert.Append(leaf).Aggregate(scene, Grow), Insert = [] };
        var insert = state.Insert.Add(leaf);
        return insert.Length <= _options.InsertSegments && leaf.Range.End.Since(insert[0].Range.Start) <= _options.InsertLength
            ? state with { Insert = insert }
            : LeaveScene(state, leaf, closed);
    }

    // The insert was no insert: the scene ended before it, and its segments are placed again as the beginning of the next.
    private TreeState LeaveScene(TreeState state, Leaf leaf, ImmutableArray<TreeNode>.Builder closed)
    {
        var moved = state.Insert.Add(leaf);
        state = CloseScene(state with { Insert = [] }, closed) with { Scene = Begin(moved[0]) };
        return moved.Skip(1).Aggregate(state, (grown, next) => Place(grown, next, closed));
    }

    // A short insert at the end of everything, or before a pause, is no scene of its own.
    private TreeState SettleInsert(TreeState state, ImmutableArray<TreeNode>.Builder closed)
    {
        while (!state.Insert.IsEmpty)
        {
            var insert = state.Insert;
            if (insert[^1].Range.End.Since(insert[0].Range.Start) < _options.SceneMinLength)
                return state with { Scene = insert.Aggregate(state.Scene!, Grow), Insert = [] };
            state = CloseScene(state with { Insert = [] }, closed) with { Scene = Begin(insert[0]) };
            state = insert.Skip(1).Aggregate(state, (grown, next) => Place(grown, next, closed));
        }

        return state;
    }

    private TreeState Begin(TreeState settled, Leaf leaf, ImmutableArray<TreeNode>.Builder closed)
    {
        var state = CloseScene(settled, closed);
        if (state.Chapter is { } chapter && chapter.Range.Duration >= _options.ChapterMinLength) state = CloseChapter(state, closed);
        return state with { Scene = Begin(leaf) };
    }

    private static OpenScene Begin(Leaf leaf) => new(leaf.Ordinal, 1, leaf.Range, [leaf.Look], leaf.Summary);

    private OpenScene Grow(OpenScene scene, Leaf leaf)
    {
        var looks = scene.Looks.Length < _options.LooksCompared ? scene.Looks : scene.Looks.RemoveAt(0);
        return scene with { Count = scene.Count + 1, Range = scene.Range.Union(leaf.Range), Looks = looks.Add(leaf.Look), Summary = scene.Summary.Merge(leaf.Summary) };
    }

    // Without a picture nothing speaks against the scene going on.
    private bool LooksLike(OpenScene scene, Leaf leaf) =>
        leaf.Look.IsDefaultOrEmpty || scene.Looks.Any(look => look.Length != leaf.Look.Length || Similarity(look, leaf.Look) >= _options.SameSceneSimilarity);

    private static double Similarity(ImmutableArray<float> left, ImmutableArray<float> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++) sum += (double)left[i] * right[i];
        return sum;
    }

    private TreeState CloseScene(TreeState state, ImmutableArray<TreeNode>.Builder closed)
    {
        var scene = state.Scene!;
        closed.Add(SceneNode(scene, state.ScenesClosed));
        var chapter = state.Chapter is { } open
            ? open with { Count = open.Count + 1, Range = open.Range.Union(scene.Range), Summary = open.Summary.Merge(scene.Summary) }
            : new OpenChapter(state.ScenesClosed, 1, scene.Range, scene.Summary);
        state = state with { Scene = null, ScenesClosed = state.ScenesClosed + 1, Chapter = chapter };
        return chapter.Count >= _options.ChapterMaxScenes || chapter.Range.Duration >= _options.ChapterMaxLength ? CloseChapter(state, closed) : state;
    }

    private TreeState CloseChapter(TreeState state, ImmutableArray<TreeNode>.Builder closed)
    {
        if (state.Chapter is not { } chapter) return state;
        closed.Add(Node(TreeLevel.Chapter, state.ChaptersClosed, chapter.Range, TreeLevel.Scene, chapter.First, chapter.Count, chapter.Summary));
        return state with { Chapter = null, ChaptersClosed = state.ChaptersClosed + 1, ClosedChapters = state.ClosedChapters.Merge(chapter.Summary) };
    }

    private TreeNode SceneNode(OpenScene scene, int ordinal) => new()
    {
        Level = TreeLevel.Scene,
        Ordinal = ordinal,
        Range = scene.Range,
        Children = [.. Enumerable.Range(scene.First, scene.Count).Select(n => new SegmentId(n).ToString())],
        Caption = _captions.ForNode(TreeLevel.Scene, scene.Summary, scene.Range, scene.Count),
        Closed = true,
    };

    private TreeNode Node(TreeLevel level, int ordinal, TimeRange range, TreeLevel below, int first, int count, NodeSummary summary) => new()
    {
        Level = level,
        Ordinal = ordinal,
        Range = range,
        Children = [.. Enumerable.Range(first, count).Select(n => TreeNode.IdOf(below, n))],
        Caption = _captions.ForNode(level, summary, range, count),
        Closed = true,
    };
}
