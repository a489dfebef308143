using System.Collections.Immutable;
using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation.Hierarchy;

/// <summary>Makes statements of captions false at a set rate: half of them say what another clip shows, half what none need show, which are the two ways in which captioners are wrong.</summary>
internal static class LeafErrors
{
    /// <summary>The captions with errors.</summary>
    /// <param name="captions">What was said of each clip.</param>
    /// <param name="scenes">What each clip shows, so that an error is none by chance.</param>
    /// <param name="rate">Share of statements that become false, 0 to 1.</param>
    /// <param name="random">Draws them.</param>
    public static ImmutableArray<ClipCaption> Inject(ImmutableArray<ClipCaption> captions, ImmutableArray<Scene> scenes, double rate, WorldRandom random)
    {
        var million = (int)Math.Round(rate * 1_000_000);
        return
        [
            .. captions.Select((caption, i) =>
            {
                var truth = scenes[i];
                return new ClipCaption(
                    Turn(caption.Actor, truth.Actor, scenes.Select(static scene => scene.Actor), Identity.Trained, million, random),
                    Turn(caption.Action, truth.Action, scenes.Select(static scene => scene.Action), [.. Enum.GetValues<ActorAction>()], million, random),
                    Turn(caption.Place, truth.Place, scenes.Select(static scene => scene.Place), [.. Enum.GetValues<Place>()], million, random),
                    Turn(caption.Digit, truth.Digit, scenes.Select(static scene => scene.Digit), [.. Enumerable.Range(0, 10)], million, random));
            }),
        ];
    }

    private static T? Turn<T>(T? said, T truth, IEnumerable<T> shown, ImmutableArray<T> possible, int million, WorldRandom random)
        where T : struct
    {
        // Drawn also where nothing is said, so that the errors of one clip do not depend on what was said of another.
        var (isWrong, isSwapped) = (random.Below(1_000_000) < million, random.Below(2) == 0);
        var other = Other(isSwapped ? [.. shown] : possible) ?? Other(possible);
        return said is null || !isWrong ? said : other;

        T? Other(ImmutableArray<T> among)
        {
            var wrong = among.RemoveAll(one => EqualityComparer<T>.Default.Equals(one, truth));
            return wrong.IsEmpty ? null : random.Of(wrong);
        }
    }
}
