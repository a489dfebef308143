using System.Collections.Immutable;

namespace LongVpo.Training.World;

/// <summary>Asks about somebody who is not there, in the very words of questions about somebody who is, so that nothing but the footage tells them apart.</summary>
public static class AbsentQuestions
{
    private const ulong AbsentPurpose = 7UL << 32;
    private const int Choices = 4;

    /// <summary>Writes a question none of whose choices is right (<see cref="WorldQuestion.RightChoice"/> is -1); the choices are true of others in the world as far as it has any.</summary>
    /// <param name="script">The world.</param>
    /// <param name="salt">Another number draws another question.</param>
    public static WorldQuestion Ask(WorldScript script, ulong salt)
    {
        ArgumentNullException.ThrowIfNull(script);
        var random = WorldRandom.For(script.Seed, AbsentPurpose + salt);
        // A world has at most as many actors and bystanders as scenes, and there are more who could be in it.
        var absent = random.Shuffled(Identity.Trained.Where(identity => new Cue(identity).IsAbsent(script)));
        if (absent.IsEmpty) throw new ArgumentException($"Everybody is in the world of seed {script.Seed}: ask about a shorter one.", nameof(script));
        var who = new Cue(absent[0]).ToString();
        var (family, text, rivals, others) = random.Below(3) switch
        {
            0 => (QuestionFamily.A1, $"what does {who} do?", ActorQuestions.RivalDoings(script), WorldWords.Doings),
            1 => (QuestionFamily.A2, $"which number appears with {who}?", ActorQuestions.RivalNumbers(script), WorldWords.Numbers),
            _ => (QuestionFamily.A3, $"where is {who}?", script.Scenes.Select(scene => WorldWords.Places[(int)scene.Place]), WorldWords.Places),
        };
        ImmutableArray<string> choices = [.. random.Shuffled(rivals.Distinct()).Concat(random.Shuffled(others)).Distinct().Take(Choices)];
        return new WorldQuestion(family, text, random.Shuffled(choices), -1, [], 0, script.Scenes.Length);
    }
}
