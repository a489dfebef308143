using System.Collections.Immutable;
using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation.Hierarchy;

/// <summary>
/// The caption of a node: what its first and its last clip were said to show, and how often places and actors were said to be seen. It stands for what a model says of a node, and is made from its children's captions alone and holds a
/// bounded number of statements, as captions of captions do; so counts are least numbers, and an error of a leaf can be passed on, outvoted or forgotten.
/// </summary>
/// <param name="First">The first clip below.</param>
/// <param name="Last">The last clip below.</param>
/// <param name="Begins">What was said of the first clip.</param>
/// <param name="Ends">What was said of the last clip.</param>
/// <param name="Places">How often each place was said to be seen, at least; the most frequent ones.</param>
/// <param name="Actors">Likewise of actors.</param>
internal sealed record TreeCaption(int First, int Last, ClipCaption Begins, ClipCaption Ends, ImmutableSortedDictionary<Place, int> Places, ImmutableArray<(Identity Actor, int Times)> Actors)
{
    /// <summary>Counts of each kind that a caption keeps.</summary>
    public const int Kept = 3;

    /// <summary>The caption of a clip as the lowest node.</summary>
    public static TreeCaption Leaf(int clip, ClipCaption caption) => new(
        clip, clip, caption, caption,
        caption.Place is { } place ? ImmutableSortedDictionary.CreateRange([KeyValuePair.Create(place, 1)]) : ImmutableSortedDictionary<Place, int>.Empty,
        caption.Actor is { } actor ? [(actor, 1)] : []);

    /// <summary>The caption of a node over others.</summary>
    public static TreeCaption Over(IReadOnlyList<TreeCaption> children) => new(
        children[0].First, children[^1].Last, children[0].Begins, children[^1].Ends,
        children.SelectMany(static child => child.Places).GroupBy(static one => one.Key).Select(static one => KeyValuePair.Create(one.Key, one.Sum(static count => count.Value)))
            .OrderByDescending(static one => one.Value).ThenBy(static one => one.Key).Take(Kept).ToImmutableSortedDictionary(),
        [
            .. children.SelectMany(static child => child.Actors).GroupBy(static one => one.Actor).Select(static one => (one.Key, Times: one.Sum(static count => count.Times)))
                .OrderByDescending(static one => one.Times).ThenBy(static one => one.Key.Colour).ThenBy(static one => one.Key.Shape).Take(Kept),
        ]);

    /// <summary>Whether each statement of the caption is false.</summary>
    public IEnumerable<bool> Falsehoods(ImmutableArray<Scene> scenes)
    {
        var told = First == Last ? Wrong(Begins, scenes[First]) : Wrong(Begins, scenes[First]).Concat(Wrong(Ends, scenes[Last]));
        foreach (var wrong in told) yield return wrong;
        if (First == Last) yield break;
        var below = scenes[First..(Last + 1)];
        foreach (var (place, times) in Places) yield return below.Count(scene => scene.Place == place) < times;
        foreach (var (actor, times) in Actors) yield return below.Count(scene => scene.Actor == actor) < times;
    }

    private static IEnumerable<bool> Wrong(ClipCaption said, Scene truth)
    {
        if (said.Actor is { } actor) yield return actor != truth.Actor;
        if (said.Action is { } action) yield return action != truth.Action;
        if (said.Place is { } place) yield return place != truth.Place;
        if (said.Digit is { } digit) yield return digit != truth.Digit;
    }
}
