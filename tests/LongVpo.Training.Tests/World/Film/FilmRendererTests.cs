using LongVpo.Training.World;
using LongVpo.Training.World.Film;

namespace LongVpo.Training.Tests.World.Film;

/// <summary>Holds a film's frames to its script, and to the clips of the world that a network is trained on.</summary>
public sealed class FilmRendererTests
{
    [Theory]
    [InlineData("", "07fd4deada72abf1")]
    [InlineData("noise=20,blocks=40,brightness=80,dropped=5,late=5", "e39301fef5751ca1")]
    public void The_same_seed_gives_the_same_bytes_on_every_machine(string damage, string expected) =>
        Assert.Equal(expected, Films.Hash(new FilmRenderer(FilmScript.Write(200_006, 30), 96, 54, new FrameRate(30_000, 1001), Damage.Parse(damage)))[..16]);

    [Theory]
    [InlineData(480, 480)]
    [InlineData(320, 180)]
    public void Eight_pictures_over_a_scene_shrunk_to_a_square_are_a_clip_of_the_world(int width, int height)
    {
        foreach (var film in Films.Many(3, 60))
        {
            var renderer = new FilmRenderer(film, width, height, Films.Rate);
            foreach (var scene in film.Scenes.Where(scene => scene is { Disturbance: Disturbance.None, Sign: null }))
            {
                // Whenever in its step each picture is taken.
                var late = scene.When.Length * (film.Seed % 3) / 32;
                Films.AssertClipOf(film, scene, [.. Enumerable.Range(0, Scene.Steps)
                    .SelectMany(step => Films.Shrunk(Films.Frame(renderer, Films.FrameAt(renderer, scene.Step(step) + late)), width, height, 32))]);
            }
        }
    }

    [Fact]
    public void A_cut_changes_the_picture_at_once_and_every_other_change_by_and_by()
    {
        foreach (var film in Films.Many(6, 60))
        {
            var renderer = new FilmRenderer(film, 64, 64, Films.Rate);
            for (var i = 1; i < film.Scenes.Length; i++)
            {
                var (old, scene) = (film.Scenes[i - 1], film.Scenes[i]);
                var (before, after) = (Films.FrameAt(renderer, scene.OpeningFrom) - 1, Films.FrameAt(renderer, scene.When.From));
                var pictures = Enumerable.Range(before, after - before + 1).Select(frame => Films.Frame(renderer, frame)).ToList();
                if (scene.Opening == Transition.Cut) Assert.True(pictures.Count == 2 && (old.Scene.Place == scene.Scene.Place || Films.Difference(pictures[0], pictures[1]) > 5));
                else Assert.True(pictures.Count > 5);
                // What lies between is neither the old picture nor the new one.
                var middle = pictures[pictures.Count / 2];
                if (scene.Opening != Transition.Cut && old.Scene.Place != scene.Scene.Place)
                    Assert.True(Films.Difference(middle, pictures[0]) > 1 && Films.Difference(middle, pictures[^1]) > 1, $"{film.Seed} {i} {scene.Opening}");
            }
        }
    }

    [Fact]
    public void Frames_are_the_same_in_any_order()
    {
        var film = FilmScript.Write(200_003, 30);
        var (forward, jumping) = (new FilmRenderer(film, 64, 36, Films.Rate), new FilmRenderer(film, 64, 36, Films.Rate));
        var frames = Enumerable.Range(0, forward.FrameCount).Select(frame => Films.Frame(forward, frame)).ToList();

        foreach (var frame in WorldRandom.For(1, 1).Shuffled(Enumerable.Range(0, frames.Count)).Take(100)) Assert.Equal(frames[frame], Films.Frame(jumping, frame));
    }

    [Fact]
    public void No_two_splits_share_a_frame_of_a_film()
    {
        var hashes = new Dictionary<string, WorldSplit>();
        foreach (var split in Enum.GetValues<WorldSplit>())
            for (var i = 0; i < 10; i++)
            {
                var renderer = new FilmRenderer(FilmScript.Write(SeedRanges.Of(split).From + i, 30), 48, 48, Films.Rate);
                // Black and white stretches of fades and flashes are nobody's.
                foreach (var rgb in Enumerable.Range(0, renderer.FrameCount / 5).Select(frame => Films.Frame(renderer, frame * 5)).Where(rgb => rgb.Distinct().Skip(8).Any()))
                    if (!hashes.TryAdd(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(rgb)), split))
                        Assert.Equal(split, hashes[Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(rgb))]);
            }
    }

    [Fact]
    public void Every_dial_of_the_damage_does_what_it_says()
    {
        var film = FilmScript.Write(200_005, 30);
        var clean = new FilmRenderer(film, 64, 64, Films.Rate);
        FilmRenderer With(string dials) => new(film, 64, 64, Films.Rate, Damage.Parse(dials));
        double Off(string dials, int frame = 40) => Films.Difference(Films.Frame(With(dials), frame), Films.Frame(clean, frame));

        Assert.InRange(Off("noise=20"), 3, 6);
        Assert.True(Off("noise=100") > 3 * Off("noise=20"));
        Assert.True(Off("blocks=5") < Off("blocks=60") && Off("blocks=60") > 1);
        var (lit, dark) = (Films.Frame(clean, 40).Average(value => value), Films.Frame(With("brightness=50"), 40).Average(value => value));
        Assert.InRange(dark / lit, 0.48, 0.51);
        var (dropped, late) = (With("dropped=30"), With("late=30"));
        var frames = Enumerable.Range(4, clean.FrameCount - 4).ToList();
        Assert.InRange((double)frames.Count(frame => dropped.Shown(frame) == dropped.Shown(frame - 1)) / frames.Count, 0.24, 0.36);
        Assert.InRange((double)frames.Count(frame => late.Shown(frame) is var shown && shown < frame && shown >= frame - 3) / frames.Count, 0.24, 0.36);
        Assert.All(frames, frame => Assert.Equal(frame, clean.Shown(frame)));
    }

    [Theory]
    [InlineData("rain=3", "noise=0..300")]
    [InlineData("noise=301", "noise=301")]
    [InlineData("noise", "is no damage")]
    public void A_dial_that_is_not_there_is_refused(string dials, string words) =>
        Assert.Contains(words, Assert.Throws<ArgumentException>(() => Damage.Parse(dials)).Message, StringComparison.Ordinal);

    [Fact]
    public void Tones_sound_in_their_scenes_and_nowhere_else()
    {
        foreach (var film in Films.Many(4, 60))
        {
            var sound = new FilmSound(film);
            var samples = new short[sound.SampleCount];
            for (var at = 0; at < samples.Length; at += 999) sound.Render(at, samples.AsSpan(at, Math.Min(999, samples.Length - at)));
            foreach (var scene in film.Scenes)
            {
                var heard = samples[(int)(scene.When.From * 16)..(int)(scene.When.To * 16)];
                var turns = heard.Zip(heard.Skip(1)).Count(pair => pair.First < 0 && pair.Second >= 0);
                Assert.InRange(turns, scene.Tone * scene.When.Length / 1000.0 - 2, scene.Tone * scene.When.Length / 1000.0 + 2);
                Assert.All(samples[(int)(scene.OpeningFrom * 16)..(int)(scene.When.From * 16)], sample => Assert.Equal(0, sample));
            }
        }
    }
}
