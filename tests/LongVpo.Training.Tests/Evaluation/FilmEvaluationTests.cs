using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Training.Evaluation;
using LongVpo.Training.Evaluation.Films;
using LongVpo.Training.World.Film;

namespace LongVpo.Training.Tests.Evaluation;

/// <summary>Checks that answers about films are judged as they deserve: by viewers who know the script, who know nothing, and who say everything.</summary>
public sealed class FilmEvaluationTests
{
    private static readonly FilmPlan Plan = new() { Seeds = new SeedSpan(200_000, 200_003), Minutes = 2 };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_knows_the_script_is_right_everywhere_and_rests_on_what_it_cites()
    {
        var report = await new FilmEvaluation(Plan).RunAsync(new Knowing(), null, null, Stop);

        Assert.Equal(FilmQuestions.Families.Length, report.Families.Count);
        var all = report.All!;
        Assert.Equal((1, 0, 1, 1, 1), (all.Right.Accuracy, all.Wrong, all.Precision!.Accuracy, all.Recall!.Accuracy, all.Changed!.Accuracy));
    }

    [Fact]
    public async Task Whoever_says_nothing_is_right_only_about_who_is_absent()
    {
        var report = await new FilmEvaluation(Plan).RunAsync(new Silent(), null, null, Stop);

        Assert.All(report.Families, family => Assert.Equal(family.Key == "absent" ? 1 : 0, family.Value.Right.Accuracy));
        Assert.Equal((0, null, 0), (report.All!.Wrong, report.All.Precision, report.All.Recall!.Accuracy));
    }

    [Fact]
    public async Task Whoever_says_every_choice_and_cites_everything_is_wrong()
    {
        var report = await new FilmEvaluation(Plan).RunAsync(new Knowing { SaysAll = true }, null, null, Stop);

        // Only of who fits twice is it right to tell both.
        Assert.All(report.Families, family => Assert.Equal(family.Key == "ambiguous" ? 1 : 0, family.Value.Right.Accuracy));
        Assert.InRange(report.All!.Precision!.Accuracy, 0, 0.3);
        Assert.Equal((1, 0), (report.All.Recall!.Accuracy, report.All.Changed!.Accuracy));
    }

    private sealed class Silent : IFilmViewer
    {
        public string Name => "silent";

        public Task WatchAsync(FilmScript film, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<Answer> AskAsync(string question, IReadOnlyList<SegmentId> without, CancellationToken cancellationToken) =>
            Task.FromResult(new Answer { Text = "Nobody knows.", Found = false, Confidence = 0, Citations = [] });
    }

    private sealed class Knowing : IFilmViewer
    {
        // Two kinds may put the same question with other choices.
        private ILookup<string, FilmQuestion> _questions = Enumerable.Empty<FilmQuestion>().ToLookup(question => question.Text);
        private FilmScript? _film;

        public string Name => "knowing";

        public bool SaysAll { get; init; }

        public Task WatchAsync(FilmScript film, CancellationToken cancellationToken)
        {
            _film = film;
            _questions = FilmQuestions.All(film, Plan.Each).ToLookup(question => question.Text);
            return Task.CompletedTask;
        }

        public Task<Answer> AskAsync(string question, IReadOnlyList<SegmentId> without, CancellationToken cancellationToken)
        {
            var known = _questions[question].First();
            var text = SaysAll ? string.Join(" or ", _questions[question].SelectMany(one => one.Choices)) : known.Kind == AnswerKind.Ambiguous ? string.Join(" or ", known.Choices.Where(choice => choice.StartsWith("it ", StringComparison.Ordinal))) : known.Answer;
            var found = SaysAll || (known.Kind != AnswerKind.Absent && without.Count == 0);
            ImmutableArray<Citation> cited = SaysAll ? [.. Enumerable.Range(0, _film!.Scenes.Length).Select(scene => Cite(scene, _film.Scenes[scene].When))] : [.. known.Evidence.Select(evidence => Cite(evidence.Scene, evidence.When))];
            return Task.FromResult(new Answer { Text = text, Found = found, Confidence = 1, Citations = cited });
        }

        private static Citation Cite(int scene, Stretch when) => new(new VideoId("film"), new SegmentId(scene), new TimeRange(MediaTime.FromSeconds(when.From / 1000.0), MediaTime.FromSeconds(when.To / 1000.0)), "seen");
    }
}
