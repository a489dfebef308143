using System.Collections.Immutable;
using LongVpo.Core.Time;

namespace LongVpo.Core.Trees;

/// <summary>The open right edge of a video's tree, in bounded space: closed nodes are only counted here, since they never change and are kept with the events.</summary>
public sealed record TreeState
{
    public static TreeState Empty { get; } = new();

    /// <summary>Scenes and chapters closed so far; also the ordinals of the open ones.</summary>
    public int ScenesClosed { get; init; }

    public int ChaptersClosed { get; init; }

    /// <summary>The scene that is growing; null before the first segment.</summary>
    public OpenScene? Scene { get; init; }

    /// <summary>Segments that look unlike the open scene, which may yet come back to it.</summary>
    public ImmutableArray<Leaf> Insert { get; init; } = [];

    /// <summary>The closed scenes of the chapter that is growing.</summary>
    public OpenChapter? Chapter { get; init; }

    /// <summary>The last segment, for pauses that span the border to the next.</summary>
    public Leaf? Last { get; init; }

    public NodeSummary ClosedChapters { get; init; } = NodeSummary.Empty;

    /// <summary>Where the programme starts; null before the first segment.</summary>
    public MediaTime? Start { get; init; }

    public bool Finished { get; init; }
}

/// <summary>A scene that still grows.</summary>
/// <param name="First">Ordinal of its first segment.</param>
/// <param name="Count">How many segments follow it, itself included.</param>
/// <param name="Range">Their union.</param>
/// <param name="Looks">Descriptors of its latest segments.</param>
/// <param name="Summary">Everything measured in it.</param>
public sealed record OpenScene(int First, int Count, TimeRange Range, ImmutableArray<ImmutableArray<float>> Looks, NodeSummary Summary);

/// <summary>The closed scenes of a chapter that still grows.</summary>
/// <param name="First">Ordinal of its first scene.</param>
/// <param name="Count">How many scenes.</param>
/// <param name="Range">Their union.</param>
/// <param name="Summary">Everything measured in them.</param>
public sealed record OpenChapter(int First, int Count, TimeRange Range, NodeSummary Summary);
