using System.Collections.Immutable;

namespace LongVpo.Training.World;

/// <summary>Writes questions about a script that have one right answer, with the answer.</summary>
public static class Questions
{
    private const ulong AskPurpose = 3;

    /// <summary>
    /// Writes a question of a family; the same arguments always give the same one. Null where the script allows none (a place that is seen exactly twice may be missing): go on with another seed.
    /// </summary>
    /// <param name="script">The world.</param>
    /// <param name="family">The kind of question.</param>
    /// <param name="salt">Another number draws another question of those that the script allows.</param>
    /// <param name="anchor">The scene to be asked for, by which a depth can be chosen; null for any.</param>
    /// <exception cref="ArgumentException">M5 is asked for on a seed for training, which would spoil it for judging.</exception>
    public static WorldQuestion? Ask(WorldScript script, QuestionFamily family, ulong salt = 0, int? anchor = null)
    {
        if (family == QuestionFamily.M5 && script.Split == WorldSplit.Train) throw new ArgumentException($"M5 is for judging only and is not asked of seed {script.Seed}, which is for training.");
        var random = WorldRandom.For(script.Seed, (AskPurpose << 32) + ((ulong)script.Scenes.Length << 8) + (ulong)family + (salt << 40));
        ImmutableArray<Candidate> candidates = [.. Candidates(script, family, random).Where(candidate => anchor is null || candidate.Anchor == anchor)];
        return candidates.IsEmpty ? null : Finish(script, family, random.Of(candidates), random);
    }

    /// <summary>The caption of a scene: "the red circle moves left in the harbour with number 7", "is back and" before the action where the actor was seen before.</summary>
    public static string Caption(WorldScript script, int scene) => CaptionQuestions.Of(script, scene);

    /// <summary>A question that does not say whom it means, or says it only by colour, as bad training data has them; answered as if a scene were meant.</summary>
    /// <param name="script">The world.</param>
    /// <param name="anchor">The scene that is meant.</param>
    /// <param name="salt">Another number draws another wording.</param>
    public static WorldQuestion Vague(WorldScript script, int anchor, ulong salt = 0)
    {
        var random = WorldRandom.For(script.Seed, (AskPurpose << 33) + (ulong)anchor + (salt << 40));
        var scene = script.Scenes[anchor];
        var who = random.Below(2) == 0 ? "the object" : $"the {WorldWords.Say(scene.Actor.Colour)} one";
        var (family, candidate) = random.Below(2) == 0
            ? (QuestionFamily.A1, new Candidate(anchor, [anchor], $"what does {who} do?", WorldWords.Doings[(int)scene.Action], ActorQuestions.RivalDoings(script), WorldWords.Doings))
            : (QuestionFamily.A2, new Candidate(anchor, [anchor], $"which number appears with {who}?", WorldWords.Numbers[scene.Digit], ActorQuestions.RivalNumbers(script), WorldWords.Numbers));
        return Finish(script, family, candidate, random)!;
    }

    private static IEnumerable<Candidate> Candidates(WorldScript script, QuestionFamily family, WorldRandom random) => family switch
    {
        QuestionFamily.A1 => ActorQuestions.Doing(script),
        QuestionFamily.A2 => ActorQuestions.Number(script),
        QuestionFamily.A3 => ActorQuestions.Where(script),
        QuestionFamily.A4 => ActorQuestions.Who(script),
        QuestionFamily.M1 => JoinQuestions.First(script, random),
        QuestionFamily.M2 => JoinQuestions.Next(script),
        QuestionFamily.M3 => JoinQuestions.Join(script),
        QuestionFamily.M4 => JoinQuestions.Recur(script),
        QuestionFamily.M5 => JoinQuestions.ThreeHop(script),
        QuestionFamily.M6 => JoinQuestions.Count(script, random),
        QuestionFamily.L => LookupQuestions.All(script),
        _ => CaptionQuestions.All(script, random),
    };

    private static WorldQuestion? Finish(WorldScript script, QuestionFamily family, Candidate candidate, WorldRandom random) => candidate.Draw(random) is var (choices, right)
        ? new WorldQuestion(family, candidate.Text(choices), choices, right, candidate.Evidence, candidate.Anchor, script.Scenes.Length)
        : null;
}
