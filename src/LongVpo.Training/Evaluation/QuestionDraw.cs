using System.Collections.Immutable;
using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation;

/// <summary>
/// Draws worlds and questions for a judgement: as many questions of each family as of any other, their scenes spread evenly over the world's length, the right answer in each place as often.
/// The same numbers draw the same questions, so any two models are asked alike.
/// </summary>
/// <param name="seeds">Where worlds are taken from, in order.</param>
/// <param name="families">What is asked.</param>
/// <param name="perWorld">Most questions about one world; its frames are read once for all of them.</param>
/// <param name="heldOut">Whether questions that one scene answers are about actors that training never showed.</param>
internal sealed class QuestionDraw(SeedSpan seeds, ImmutableArray<QuestionFamily> families, int perWorld, bool heldOut)
{
    /// <summary>Parts of a world by which results are told.</summary>
    public const int Bins = 5;

    /// <summary>Scenes from which joining can be asked: with two, "the other" answers without looking.</summary>
    public const int JoinFrom = 3;

    private const ulong DrawPurpose = 5UL << 32;
    private const int Window = 64;
    private const int AnchorsTried = 6;
    private const int SaltsTried = 12;

    /// <summary>Whether a family needs several scenes.</summary>
    public static bool Joins(QuestionFamily family) => family is QuestionFamily.M1 or QuestionFamily.M2 or QuestionFamily.M3 or QuestionFamily.M4 or QuestionFamily.M5 or QuestionFamily.M6;

    /// <summary>Parts that a world of so many scenes is divided into.</summary>
    public static int BinsOf(int scenes) => Math.Min(Bins, scenes);

    /// <summary>Draws worlds of one length until there are enough questions, or no seeds are left.</summary>
    /// <param name="scenes">Scenes of each.</param>
    /// <param name="questions">Questions in all.</param>
    public IEnumerable<WorldItem> Draw(int scenes, int questions)
    {
        ImmutableArray<QuestionFamily> possible = [.. families.Where(family => !Joins(family) || scenes >= JoinFrom)];
        if (possible.IsEmpty) yield break;
        var wanted = Enumerable.Range(0, questions).Select(i => Wanted(possible, scenes, i)).ToList();
        var seeing = wanted.Where(one => !Joins(one.Family)).ToList();
        var joining = wanted.Where(one => Joins(one.Family)).ToList();
        for (var seed = seeds.From; seed <= seeds.To && seeing.Count + joining.Count > 0; seed++)
        {
            if (seeing.Count > 0 && Take(Clips(seed, scenes, seeing[0]), seeing) is { } clips) yield return clips;
            if (joining.Count > 0 && Take((WorldScript.Episode(seed, scenes), null), joining) is { } episode) yield return episode;
        }
    }

    private static WantedQuestion Wanted(ImmutableArray<QuestionFamily> possible, int scenes, int number)
    {
        var round = number / possible.Length;
        var bins = BinsOf(scenes);
        return new WantedQuestion(possible[number % possible.Length], round % bins, (round / bins + number) % 4);
    }

    private (WorldScript Script, int? Anchor) Clips(long seed, int scenes, WantedQuestion first)
    {
        if (!heldOut) return (WorldScript.Clips(seed, scenes), null);
        var bins = BinsOf(scenes);
        ImmutableArray<int> inBin = [.. Enumerable.Range(0, scenes).Where(scene => scene * bins / scenes == first.Bin)];
        var anchor = WorldRandom.For(seed, DrawPurpose + 1).Of(inBin);
        return (WorldScript.Clips(seed, scenes, anchor), anchor);
    }

    private WorldItem? Take((WorldScript Script, int? Anchor) world, List<WantedQuestion> wanted)
    {
        var asked = new List<WorldQuestion>();
        var done = new List<WantedQuestion>();
        foreach (var one in wanted.Take(Window))
        {
            if (asked.Count == perWorld) break;
            if (Find(world.Script, world.Anchor, one) is { } question && asked.TrueForAll(other => other.Text != question.Text))
            {
                asked.Add(question);
                done.Add(one);
            }
            else
            {
                one.Misses++;
            }
        }

        foreach (var one in done) wanted.Remove(one);
        return asked.Count == 0 ? null : new WorldItem(world.Script, [.. asked]);
    }

    private static WorldQuestion? Find(WorldScript script, int? only, WantedQuestion wanted)
    {
        var bins = BinsOf(script.Scenes.Length);
        var random = WorldRandom.For(script.Seed, DrawPurpose + (ulong)wanted.Family);
        var anchors = random.Shuffled(Enumerable.Range(0, script.Scenes.Length).Where(scene => (only is null || scene == only) && (wanted.IsAny || scene * bins / script.Scenes.Length == wanted.Bin)));
        foreach (var anchor in anchors.Take(AnchorsTried))
        {
            for (var salt = 0UL; salt < SaltsTried; salt++)
            {
                if (Questions.Ask(script, wanted.Family, salt, anchor) is not { } question) break;
                if (wanted.IsAny || question.RightChoice == wanted.Gold) return question;
            }
        }

        return null;
    }
}
