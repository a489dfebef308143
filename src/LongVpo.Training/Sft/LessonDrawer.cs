using System.Collections.Immutable;
using LongVpo.Models.Training;
using LongVpo.Training.World;
using LongVpo.Training.World.Film;

namespace LongVpo.Training.Sft;

/// <summary>
/// Draws what is learned in each part of each step. A part depends on the recipe and its number alone, so a run that was stopped goes on with the data it would have had, and no list of samples
/// is kept. Videos of a part are of one length, because they are read side by side.
/// </summary>
public sealed class LessonDrawer(SftRecipe recipe)
{
    /// <summary>Most different questions that a single scene allows: four about its actor and the caption.</summary>
    private const int OfOneScene = 5;

    /// <summary>Tokens that a question with its answer takes, on the average, with the marks around them.</summary>
    private const int TokensOfQuestion = 22;

    private const int TokensOfFrame = 5;
    private const int Tries = 4;

    /// <summary>Long enough for as many scenes as any video has, however long they are.</summary>
    private const int FilmSeconds = 24;

    /// <summary>The lessons of a part.</summary>
    /// <param name="part">Its number, counted through all steps from 0.</param>
    public ImmutableArray<Lesson> Draw(long part)
    {
        var stage = recipe.StageAt(part / recipe.Parts);
        var random = new SplitMix(new SplitMix((ulong)recipe.Seed).Next() ^ unchecked((ulong)part * 0xD1342543DE82EF95));
        var scenes = Pick(random, stage.Scenes);
        var questions = scenes == 1 ? Math.Min(OfOneScene, recipe.Questions) : recipe.Questions;
        var videos = Math.Max(1, recipe.Tokens / ((scenes * Scene.Steps * TokensOfFrame) + (questions * TokensOfQuestion)));
        return [.. Enumerable.Range(0, videos).Select(_ => Draw(random, stage, scenes, questions))];
    }

    private static Lesson Draw(SplitMix random, SftStage stage, int scenes, int questions)
    {
        var (from, to) = SeedRanges.Of(WorldSplit.Train);
        var seed = from + random.Below((int)(to - from + 1));
        // Nothing is drawn where no films are wanted, so that recipes without them go on giving the same bits.
        var look = stage.Films > 0 && random.Share() < stage.Films ? Film(random, seed, scenes) : null;
        // Half of the longer ones have a cast that comes back, without which some questions could never be asked.
        var script = look?.World ?? (scenes > 1 && random.Below(2) == 0 ? WorldScript.Episode(seed, scenes) : WorldScript.Clips(seed, scenes));
        var allowed = stage.Families.Where(family => IsFor(family.Key, scenes)).ToImmutableSortedDictionary();
        var texts = new Dictionary<string, LessonText>(StringComparer.Ordinal);
        for (var tries = 0; texts.Count < questions && tries < Tries * questions; tries++)
        {
            var family = Pick(random, allowed);
            if (Questions.Ask(script, family, (ulong)random.Below(1 << 16)) is { } asked) texts.TryAdd(asked.Text, new LessonText(asked.Text, asked.Answer, asked.Told));
        }

        return new Lesson(script, [.. texts.Values], look);
    }

    /// <summary>Scenes in a row of a short film; every second one is as bad as footage often is.</summary>
    private static FilmClip Film(SplitMix random, long seed, int scenes)
    {
        var film = FilmScript.Write(seed, FilmSeconds);
        var damage = random.Below(2) == 0 ? null : new Damage(random.Below(41), random.Below(31), 75 + random.Below(51), random.Below(11), random.Below(11));
        return new FilmClip(film, random.Below(film.Scenes.Length - scenes + 1), scenes, random.Below((int)FilmClip.SampledEvery), damage);
    }

    /// <summary>With two scenes "the other" answers most joining questions without looking, so these need three.</summary>
    public static bool IsFor(QuestionFamily family, int scenes) => family switch
    {
        QuestionFamily.M1 => scenes >= 2,
        QuestionFamily.M2 or QuestionFamily.M3 or QuestionFamily.M4 or QuestionFamily.M5 or QuestionFamily.M6 => scenes >= 3,
        _ => true,
    };

    private static T Pick<T>(SplitMix random, ImmutableSortedDictionary<T, double> shares) where T : notnull
    {
        var left = random.Share() * shares.Values.Sum();
        foreach (var (what, share) in shares)
            if ((left -= share) < 0) return what;
        return shares.Last(share => share.Value > 0).Key;
    }
}
