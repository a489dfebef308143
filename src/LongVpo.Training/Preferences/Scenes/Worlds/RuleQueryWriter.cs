using System.Collections.Immutable;
using LongVpo.Training.Evaluation.Hierarchy;
using LongVpo.Training.World;

namespace LongVpo.Training.Preferences.Scenes.Worlds;

/// <summary>
/// Writes questions about a scripted world from what was said of it: captions are read back into scenes, and the questions that those scenes would allow are asked. It never sees the script, so
/// what was captioned wrong is asked wrong. A world of which one caption cannot be read has no questions, because "right after" would skip a scene.
/// </summary>
public sealed class RuleQueryWriter : IQueryWriter
{
    private readonly ImmutableArray<QuestionFamily> _families;

    /// <param name="families">Kinds of questions, each as often.</param>
    public RuleQueryWriter(ImmutableArray<QuestionFamily> families) => _families = families;

    /// <summary>Questions that one scene answers.</summary>
    public static ImmutableArray<QuestionFamily> OneScene { get; } = [QuestionFamily.A1, QuestionFamily.A2, QuestionFamily.A3, QuestionFamily.A4];

    /// <summary>Questions that need several.</summary>
    public static ImmutableArray<QuestionFamily> ManyScenes { get; } = [QuestionFamily.M1, QuestionFamily.M2, QuestionFamily.M3, QuestionFamily.M4];

    /// <inheritdoc/>
    public string Name => $"captions/1 {string.Join(',', _families)}";

    /// <inheritdoc/>
    public Task<ImmutableArray<SceneQuery>> WriteAsync(ImmutableArray<SceneCaption> scenes, int most, WorldRandom random, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(random);
        var told = scenes.Select(static scene => Read(scene.Caption)).ToList();
        if (told.Count == 0 || told.Contains(null)) return Task.FromResult(ImmutableArray<SceneQuery>.Empty);
        // The seed is only a name here: nothing of a world is drawn.
        var script = WorldScript.Compose(SeedRanges.Of(WorldSplit.Train).From, [.. told.Select(static scene => scene!)]);
        var queries = ImmutableArray.CreateBuilder<SceneQuery>();
        foreach (var family in random.Shuffled(Enumerable.Repeat(_families, (most / _families.Length) + 1).SelectMany(static all => all)))
        {
            if (queries.Count == most) break;
            if (Questions.Ask(script, family, (ulong)random.Below(1 << 20)) is { } asked) queries.Add(new SceneQuery(asked.Text, asked.Answer, asked.Evidence, string.Join(", ", asked.Evidence.Select(static scene => $"Scene #{scene + 1}"))));
        }

        return Task.FromResult(queries.ToImmutable());
    }

    private static Scene? Read(string caption) => ClipCaption.Read(caption) is { Actor: { } actor, Action: { } action, Place: { } place, Digit: { } digit }
        ? new Scene(actor, place, action, digit, null, new Nuisance(0, 0, 0, 0, 0, 0, 0, 0)) : null;
}
