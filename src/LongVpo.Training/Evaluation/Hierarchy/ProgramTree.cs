using System.Collections.Immutable;
using LongVpo.Core.Captions;
using LongVpo.Core.Options;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Trees;
using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation.Hierarchy;

/// <summary>
/// Lets the rules by which the program grows its tree decide which clips are a scene, which scenes a chapter: clips last four seconds, as eight pictures at two a second do, and look alike
/// where they share a place.
/// </summary>
internal static class ProgramTree
{
    private const int ClipSeconds = 4;

    /// <summary>What is said at every level, lowest level first and each in order; 0 are the clips, 1 scenes, 2 chapters, 3 the programme.</summary>
    /// <param name="scenes">What the clips show, for their looks.</param>
    /// <param name="said">What is said of each.</param>
    public static ImmutableArray<(int Level, TreeCaption Caption)> Captions(ImmutableArray<Scene> scenes, ImmutableArray<ClipCaption> said)
    {
        var captions = ImmutableArray.CreateBuilder<(int Level, TreeCaption Caption)>();
        var byId = new Dictionary<string, TreeCaption>(StringComparer.Ordinal);
        for (var clip = 0; clip < said.Length; clip++) Keep(0, new SegmentId(clip).ToString(), TreeCaption.Leaf(clip, said[clip]));
        foreach (var node in Nodes(scenes)) Keep(LevelOf(node.Level), node.Id, TreeCaption.Over([.. node.Children.Select(child => byId[child])]));
        return [.. captions.OrderBy(static one => one.Level)];

        void Keep(int level, string id, TreeCaption caption)
        {
            byId.Add(id, caption);
            captions.Add((level, caption));
        }
    }

    private static List<TreeNode> Nodes(ImmutableArray<Scene> scenes)
    {
        var rules = new TreeRules(new TreeOptions(), new ObservedCaptions());
        var (state, nodes) = (TreeState.Empty, new List<TreeNode>());
        for (var clip = 0; clip < scenes.Length; clip++)
        {
            (state, var closed) = rules.Add(state, SegmentOf(scenes[clip], clip));
            nodes.AddRange(closed);
        }

        nodes.AddRange(rules.Finish(state).Closed);
        return nodes;
    }

    private static Segment SegmentOf(Scene scene, int clip)
    {
        var range = new TimeRange(MediaTime.FromSeconds(clip * ClipSeconds), MediaTime.FromSeconds((clip + 1) * ClipSeconds));
        return new Segment
        {
            Span = new SegmentSpan(new SegmentId(clip), clip, range, clip == 0 ? Opening.Start : Opening.Hard, new TimeRange(range.Start, range.Start)),
            Observations = [],
            Caption = new Caption(string.Empty, Caption.Observed, 1),
            Descriptor = [.. Enum.GetValues<Place>().Select(place => place == scene.Place ? 1f : 0f)],
        };
    }

    private static int LevelOf(TreeLevel level) => level switch { TreeLevel.Scene => 1, TreeLevel.Chapter => 2, _ => 3 };
}
