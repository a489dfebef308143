using LongVpo.Training.World;
using LongVpo.Training.World.Film;

namespace LongVpo.Training.Tests.World.Film;

/// <summary>Holds film scripts to what is promised of them: times without holes, everything in them, seeds kept apart, bad wishes refused.</summary>
public sealed class FilmScriptTests
{
    [Fact]
    public void Scenes_follow_each_other_without_a_hole_and_only_changes_lie_between()
    {
        foreach (var film in Films.Many(20, 120))
        {
            Assert.InRange(film.Length, 120_000, 130_000);
            for (var i = 0; i < film.Scenes.Length; i++)
            {
                var scene = film.Scenes[i];
                Assert.Equal(i == 0 ? 0 : film.Scenes[i - 1].When.To, scene.OpeningFrom);
                Assert.Equal(scene.Opening == Transition.Cut, scene.OpeningFrom == scene.When.From);
                Assert.Contains(scene.When.Length, new long[] { 4000, 6000, 8000 });
                Assert.Equal(film.World.Scenes[i], scene.Scene);
                Assert.Equal(i, film.SceneAt(scene.OpeningFrom));
                Assert.Equal(i, film.SceneAt(scene.When.To - 1));
                foreach (var words in new[] { scene.Sign, scene.Line }.OfType<TimedWords>()) Assert.True(scene.When.Holds(words.When.From) && scene.When.Holds(words.When.To));
            }
        }
    }

    [Fact]
    public void Films_have_every_change_every_disturbance_signs_lines_tones_and_repeats()
    {
        var scenes = Films.Many(20, 180).SelectMany(film => film.Scenes).ToList();

        Assert.All(Enum.GetValues<Transition>(), kind => Assert.True(scenes.Count(scene => scene.Opening == kind) >= 20, kind.ToString()));
        Assert.All(Enum.GetValues<Disturbance>(), kind => Assert.True(scenes.Count(scene => scene.Disturbance == kind) >= 20, kind.ToString()));
        Assert.InRange(scenes.Count(scene => scene.Sign is not null), scenes.Count / 4, scenes.Count / 2);
        Assert.InRange(scenes.Count(scene => scene.Line is not null), scenes.Count / 3, scenes.Count * 4 / 5);
        Assert.InRange(scenes.Count(scene => scene.Tone > 0), scenes.Count / 2, scenes.Count * 3 / 4);
        Assert.InRange(scenes.Count(scene => scene.Like is not null), scenes.Count / 30, scenes.Count / 4);
    }

    [Fact]
    public void A_scene_that_repeats_another_differs_in_its_action_or_its_number_alone()
    {
        foreach (var film in Films.Many(20, 180))
            foreach (var scene in film.Scenes.Where(scene => scene.Like is not null))
            {
                var (one, other) = (scene.Scene, film.Scenes[scene.Like!.Value].Scene);
                Assert.NotEqual(one, other);
                Assert.True(one with { Action = other.Action } == other || one with { Digit = other.Digit } == other);
            }
    }

    [Fact]
    public void Callers_were_seen_before_and_each_actor_is_called_once()
    {
        foreach (var film in Films.Many(20, 180))
        {
            var called = film.Scenes.Where(scene => scene.Caller is not null).ToList();
            Assert.InRange(called.Count, 4, 6);
            Assert.Equal(called.Count, called.Select(scene => scene.Scene.Actor).Distinct().Count());
            Assert.All(called, scene =>
            {
                Assert.Equal($"The {WorldWords.Say(scene.Caller!.Value)} called me.", scene.Line!.Text);
                Assert.Contains(film.Scenes.TakeWhile(before => before != scene), before => before.Scene.Actor == scene.Caller);
            });
        }
    }

    [Fact]
    public void The_same_wish_gives_the_same_script()
    {
        Assert.Equal(FilmScript.Write(300_001, 60).Scenes, FilmScript.Write(300_001, 60).Scenes);
        Assert.NotEqual(FilmScript.Write(300_001, 60).Scenes, FilmScript.Write(300_002, 60).Scenes);
    }

    [Theory]
    [InlineData(150_000, 60, 4, "Seed 150000")]
    [InlineData(200_000, 0, 4, "0 seconds")]
    [InlineData(200_000, double.NaN, 4, "1 to 21600")]
    [InlineData(200_000, 60, 0.5, "1 to 60")]
    [InlineData(200_000, 21_600, 1, "more than 4096 scenes")]
    public void What_cannot_be_written_is_said_in_a_sentence(long seed, double seconds, double sceneSeconds, string words) =>
        Assert.Contains(words, Assert.Throws<ArgumentException>(() => FilmScript.Write(seed, seconds, sceneSeconds)).Message, StringComparison.Ordinal);

    [Fact]
    public void Subtitles_hold_every_line_at_its_time()
    {
        var film = FilmScript.Write(200_004, 60);
        var text = SubtitleText.Of(film);

        var said = film.Scenes.Where(scene => scene.Line is not null).ToList();
        Assert.Equal(said.Count, text.Split("-->").Length - 1);
        Assert.All(said, scene => Assert.Contains(
            TimeSpan.FromMilliseconds(scene.Line!.When.To).ToString(@"hh\:mm\:ss\,fff", System.Globalization.CultureInfo.InvariantCulture) + "\n" + scene.Line.Text, text, StringComparison.Ordinal));
    }
}
