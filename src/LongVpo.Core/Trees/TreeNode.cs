using System.Collections.Immutable;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Core.Trees;

/// <summary>
/// A scene, a chapter or the programme: a stretch of video that cites its children. At the open edge a node is provisional and may still grow;
/// once closed it never changes.
/// </summary>
public sealed record TreeNode
{
    public required TreeLevel Level { get; init; }

    /// <summary>Position among the nodes of its level, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Exactly the union of its children's ranges.</summary>
    public required TimeRange Range { get; init; }

    /// <summary>Ids of its children in order: segments of a scene, scenes of a chapter, chapters of the programme.</summary>
    public required ImmutableArray<string> Children { get; init; }

    public required Caption Caption { get; init; }

    public bool Closed { get; init; }

    /// <summary><c>c00003</c> for a scene, <c>h00001</c> for a chapter, <c>p</c> for the programme.</summary>
    public string Id => IdOf(Level, Ordinal);

    public static string IdOf(TreeLevel level, int ordinal) => level switch
    {
        TreeLevel.Scene => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"c{ordinal:D5}"),
        TreeLevel.Chapter => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"h{ordinal:D5}"),
        _ => "p",
    };
}
