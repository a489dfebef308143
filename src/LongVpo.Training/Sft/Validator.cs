using System.Collections.Immutable;
using LongVpo.Training.World;

namespace LongVpo.Training.Sft;

/// <summary>
/// Asks questions about validation worlds with four choices each, with the video and without. All choices of all questions about a video are read behind one reading of its frames.
/// </summary>
internal sealed class Validator
{
    private const int Choices = 4;
    private const int VideosAtOnce = 4;
    private readonly LessonPacker _packer;
    private readonly ImmutableArray<(Lesson Lesson, ImmutableArray<WorldQuestion> Asked)> _videos;

    /// <param name="packer">How lessons are written.</param>
    /// <param name="videos">Videos of each length.</param>
    public Validator(LessonPacker packer, int videos)
    {
        _packer = packer;
        var (from, _) = SeedRanges.Of(WorldSplit.Validation);
        _videos = [.. Enumerable.Range(1, SftStage.ScenesMost).SelectMany(scenes => Enumerable.Range(0, videos).Select(i => Make(from + i, scenes)))];
    }

    /// <summary>Asks everything.</summary>
    /// <param name="learners">Who answers, side by side.</param>
    /// <param name="cancellationToken">Looked at before every few videos.</param>
    public Validation Ask(ImmutableArray<Learner> learners, CancellationToken cancellationToken)
    {
        var groups = _videos.GroupBy(video => video.Lesson.Script!.FrameCount).SelectMany(length => length.Chunk(VideosAtOnce)).ToArray();
        var found = new List<(int Frames, QuestionFamily Family, bool Right, bool RightBlind)>[groups.Length];
        Parallel.For(0, learners.Length, new ParallelOptions { MaxDegreeOfParallelism = learners.Length, CancellationToken = cancellationToken }, number =>
        {
            learners[number].Engine.EnterThread();
            for (var group = number; group < groups.Length; group += learners.Length)
            {
                cancellationToken.ThrowIfCancellationRequested();
                found[group] = Ask(learners[number], groups[group]);
            }
        });
        return new Validation([.. found.SelectMany(some => some).GroupBy(one => (one.Frames, one.Family)).OrderBy(cell => cell.Key)
            .Select(cell => new ValidationCell(cell.Key.Frames, cell.Key.Family, cell.Count(), cell.Count(one => one.Right), cell.Count(one => one.RightBlind)))]);
    }

    private List<(int Frames, QuestionFamily Family, bool Right, bool RightBlind)> Ask(Learner learner, (Lesson Lesson, ImmutableArray<WorldQuestion> Asked)[] videos)
    {
        ImmutableArray<Lesson> lessons = [.. videos.Select(video => video.Lesson)];
        ImmutableArray<Lesson> blind = [.. lessons.Select(lesson => lesson with { Script = null })];
        var (seen, guessed) = (learner.Judge(lessons, _packer.Pack(lessons)), learner.Judge(blind, _packer.Pack(blind)));
        return [.. videos.SelectMany(video => video.Asked.Select(asked => (video.Lesson.Script!.FrameCount, asked)))
            .Select((one, i) => (one.FrameCount, one.asked.Family, IsRight(seen, i, one.asked), IsRight(guessed, i, one.asked)))];
    }

    private static bool IsRight(float[] scores, int question, WorldQuestion asked)
    {
        var of = scores.AsSpan(question * Choices, Choices);
        var best = 0;
        for (var choice = 1; choice < Choices; choice++)
            if (of[choice] > of[best]) best = choice;
        return best == asked.RightChoice;
    }

    private static (Lesson Lesson, ImmutableArray<WorldQuestion> Asked) Make(long seed, int scenes)
    {
        var script = scenes > 1 && seed % 2 == 0 ? WorldScript.Episode(seed, scenes) : WorldScript.Clips(seed, scenes);
        ImmutableArray<WorldQuestion> asked = [.. Enum.GetValues<QuestionFamily>()
            .Where(family => family is not (QuestionFamily.M5 or QuestionFamily.M6 or QuestionFamily.L) && LessonDrawer.IsFor(family, scenes))
            .Select(family => Questions.Ask(script, family)).OfType<WorldQuestion>()];
        return (new Lesson(script, [.. asked.SelectMany(question => question.Choices.Select(choice => new LessonText(question.Text, choice)))]), asked);
    }
}
