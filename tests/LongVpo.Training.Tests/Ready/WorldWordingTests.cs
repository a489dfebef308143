using System.Collections.Immutable;
using LongVpo.Core.Captions.Written;
using LongVpo.Core.Models;
using LongVpo.Core.Models.Asking;
using LongVpo.Core.Questions.Models.Scenes;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Prompts;
using LongVpo.Training.Sft;
using LongVpo.Training.World;
using LongVpo.Training.World.Film;

namespace LongVpo.Training.Tests.Ready;

/// <summary>Looks questions up in captions that are right: what then comes out wrong is the looking up's own fault.</summary>
public sealed class WorldWordingTests : IDisposable
{
    private const int Films = 40;
    private static readonly string[] Heard = [.. Enumerable.Range(1, 5).Select(calls => $"cause{calls}")];
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void With_right_captions_every_family_that_can_be_seen_is_answered_rightly_and_cites_its_proof()
    {
        var wording = Written();
        var answers = new List<(string Family, bool Right, bool Proven)>();
        for (var seed = 300_000L; seed < 300_000 + Films; seed++)
        {
            var film = FilmScript.Write(seed, 180);
            var scenes = Scenes(film, wording, _ => true);
            foreach (var question in FilmQuestions.All(film, 2).Where(question => !Heard.Contains(question.Family)))
            {
                var (found, text, cited) = Answer(scenes, wording, question.Text);
                answers.Add((question.Family, FilmQuiz.IsRight(question, found, text), !found || question.Evidence.Select(static piece => piece.Scene).SequenceEqual(cited)));
            }
        }

        var families = answers.GroupBy(static answer => answer.Family).ToList();
        Assert.Equal(FilmQuestions.Families.Except(Heard).Order(), families.Select(static family => family.Key).Order());
        Assert.All(families, family => Assert.True(family.Average(static answer => answer.Right ? 1 : 0) >= 0.95, $"{family.Key}: {family.Count(static answer => answer.Right)} of {family.Count()}"));
        Assert.All(families, family => Assert.True(family.Average(static answer => answer.Proven ? 1 : 0) >= 0.9, $"{family.Key}: {family.Count(static answer => answer.Proven)} of {family.Count()} cite their proof"));
    }

    [Fact]
    public void Without_any_one_of_the_cited_scenes_there_is_another_answer_or_none()
    {
        var wording = Written();
        var removed = 0;
        for (var seed = 300_100L; seed < 300_110; seed++)
        {
            var film = FilmScript.Write(seed, 120);
            foreach (var question in FilmQuestions.All(film, 1).Where(question => !Heard.Contains(question.Family)))
            {
                var (found, text, cited) = Answer(Scenes(film, wording, _ => true), wording, question.Text);
                foreach (var scene in cited.Where(_ => found))
                {
                    removed++;
                    var (still, other, others) = Answer(Scenes(film, wording, number => number != scene), wording, question.Text);
                    Assert.False(still && other == text && others.SequenceEqual(cited.Remove(scene)), $"{question.Text} needs scene {scene} and is answered without it: {other}");
                    Assert.DoesNotContain(scene, others);
                }
            }
        }

        Assert.True(removed > 100, $"{removed} removed");
    }

    [Theory]
    [InlineData("Who is the ferry captain?")]
    [InlineData("what does the red dragon do?")]
    [InlineData("who called the red circle?")]
    [InlineData("")]
    public void What_the_network_was_not_taught_is_not_understood(string question) => Assert.Null(Written().Understand(question));

    [Fact]
    public void Case_and_spaces_of_a_question_do_not_matter() =>
        Assert.Equal("red circle", Written().Understand("  What does the RED circle  do? ")!.Value.Fields["who"]);

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"describe\":\"x\",\"pictures\":0,\"picturesMost\":24,\"clause\":\"x\",\"questions\":[]}")]
    [InlineData("{\"describe\":\"x\",\"pictures\":8,\"picturesMost\":24,\"clause\":\"(\",\"questions\":[]}")]
    [InlineData("{\"describe\":\"x\",\"pictures\":8,\"picturesMost\":24,\"clause\":\"x\",\"questions\":[{\"words\":\"x\",\"find\":\"nowhere\",\"tells\":\"x\"}]}")]
    public void A_file_that_says_nothing_usable_is_refused_with_what_to_do(string json)
    {
        File.WriteAllText(_folder.File(WordingFile.Name), json);

        Assert.Contains("longvpo train ready", Assert.Throws<CheckpointException>(() => WordingFile.Read(_folder.Path)).Message, StringComparison.Ordinal);
    }

    private ModelWording Written()
    {
        File.WriteAllText(_folder.File(WordingFile.Name), WorldWording.File.Write());
        return WordingFile.Read(_folder.Path)!;
    }

    /// <summary>The scenes of a film as segments, every third of them cut in two, with the script's captions; of those that are not kept neither segment nor caption is there.</summary>
    private static ImmutableArray<SeenScene> Scenes(FilmScript film, ModelWording wording, Func<int, bool> keeps)
    {
        var (segments, said) = (new List<Segment>(), new Dictionary<string, ModelCaption>(StringComparer.Ordinal));
        var ordinal = 0;
        for (var scene = 0; scene < film.Scenes.Length; scene++)
        {
            var (from, to) = (film.Scenes[scene].OpeningFrom, scene + 1 < film.Scenes.Length ? film.Scenes[scene + 1].OpeningFrom : film.Length);
            foreach (var range in scene % 3 == 0 ? (Core(from, (from + to) / 2), Core((from + to) / 2, to)) is var (one, two) ? new[] { one, two } : [] : [Core(from, to)])
            {
                var id = new SegmentId(ordinal++);
                if (!keeps(scene)) continue;
                segments.Add(new Segment { Span = new SegmentSpan(id, scene, range, Opening.Hard, new TimeRange(range.Start, range.Start)), Observations = [], Caption = new Caption("A picture.", Caption.Observed, 1) });
                said[id.ToString()] = new ModelCaption { Subject = id.ToString(), Text = Questions.Caption(film.World, scene), Model = new ModelVersion("script", "0") };
            }
        }

        return SceneList.Of(segments, said, wording);
    }

    private static TimeRange Core(long from, long to) => new(MediaTime.FromSeconds(from / 1000.0), MediaTime.FromSeconds(to / 1000.0));

    private static (bool Found, string Text, ImmutableArray<int> Cited) Answer(ImmutableArray<SeenScene> scenes, ModelWording wording, string question)
    {
        var (asked, fields) = wording.Understand(question) ?? throw new InvalidOperationException($"'{question}' is not understood.");
        var finding = SceneLookup.Find(scenes, asked.Find, fields);
        return (finding.Target is not null, finding.Target is null ? finding.Problem! : SceneWords.Fill(asked.Tells, finding, fields), [.. finding.Evidence.Select(static scene => scene.Segments[0].Span.Shot)]);
    }
}
