using System.Text.Json;
using LongVpo.Training.World.Film;

namespace LongVpo.Training.Tests.World.Film;

/// <summary>Holds the written video to its film: what FFmpeg reads back is what was drawn, and the same film gives the same file.</summary>
public sealed class FilmFileTests
{
    [Fact]
    public async Task The_file_has_every_frame_the_sound_and_the_lines_and_is_the_same_every_time()
    {
        using var folder = new TempFolder();
        var film = FilmScript.Write(200_007, 12);
        var reports = new Reports();
        foreach (var name in new[] { "one.mp4", "two.mp4" })
            await new FilmFile(film, new FilmRenderer(film, 160, 90, Films.Rate), TimeProvider.System).WriteAsync(folder.File(name), reports, TestContext.Current.CancellationToken);

        Assert.Equal(await File.ReadAllBytesAsync(folder.File("one.mp4"), TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(folder.File("two.mp4"), TestContext.Current.CancellationToken));
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
        var renderer = new FilmRenderer(film, 160, 90, Films.Rate);
        Assert.Equal((renderer.FrameCount, film.Scenes.Length, 0.0), (reports.Last!.Frames, reports.Last.Scenes, reports.Last.SecondsLeft));
        var probed = await ProbeAsync(folder.File("one.mp4"));
        Assert.Equal(["audio", "subtitle", "video"], probed.GetProperty("streams").EnumerateArray().Select(stream => stream.GetProperty("codec_type").GetString()).Order());
        var video = probed.GetProperty("streams").EnumerateArray().Single(stream => stream.GetProperty("codec_type").GetString() == "video");
        Assert.Equal(renderer.FrameCount.ToString(System.Globalization.CultureInfo.InvariantCulture), video.GetProperty("nb_read_frames").GetString());

        var raw = folder.File("frames.raw");
        await TestClips.MakeAsync(raw, "-i", folder.File("one.mp4"), "-f", "rawvideo", "-pix_fmt", "rgb24");
        var bytes = await File.ReadAllBytesAsync(raw, TestContext.Current.CancellationToken);
        for (var frame = 0; frame < renderer.FrameCount; frame += 10)
            Assert.True(Films.Difference(bytes[(frame * renderer.FrameBytes)..((frame + 1) * renderer.FrameBytes)], Films.Frame(renderer, frame)) < 6, $"frame {frame}");
    }

    [Fact]
    public async Task Two_pictures_a_second_of_the_file_shrunk_to_a_square_are_clips_of_the_world()
    {
        using var folder = new TempFolder();
        var film = FilmScript.Write(200_001, 60);
        await new FilmFile(film, new FilmRenderer(film, 320, 180, Films.Rate), TimeProvider.System).WriteAsync(folder.File("film.mp4"), null, TestContext.Current.CancellationToken);
        await TestClips.MakeAsync(folder.File("small.raw"), "-i", folder.File("film.mp4"), "-vf", "scale=32:32:flags=area", "-f", "rawvideo", "-pix_fmt", "rgb24");
        var frames = (await File.ReadAllBytesAsync(folder.File("small.raw"), TestContext.Current.CancellationToken)).Chunk(32 * 32 * 3).ToArray();

        var calm = film.Scenes.Where(scene => scene is { Disturbance: Disturbance.None, Sign: null }).ToList();
        Assert.True(calm.Count >= 3);
        foreach (var scene in calm)
        {
            // The first frame at or after each half second, as the product samples; of those of a scene eight, evenly.
            var sampled = Enumerable.Range(0, (int)(film.Length / 500) + 1).Select(grid => grid * 500L).Where(scene.When.Holds).Select(time => frames[Films.Rate.CountUntil(time)]).ToArray();
            Films.AssertClipOf(film, scene, [.. Enumerable.Range(0, 8).SelectMany(picture => sampled[(2 * picture + 1) * sampled.Length / 16])]);
        }
    }

    [Fact]
    public async Task What_cannot_be_written_is_said_in_a_sentence_and_leaves_nothing_behind()
    {
        using var folder = new TempFolder();
        var film = FilmScript.Write(200_007, 8);
        async Task<string> Refused(string path, int width) => (await Assert.ThrowsAsync<FilmException>(
            () => new FilmFile(film, new FilmRenderer(film, width, 90, Films.Rate), TimeProvider.System).WriteAsync(path, null, TestContext.Current.CancellationToken))).Message;

        Assert.Contains("even sides", await Refused(folder.File("odd.mp4"), 161), StringComparison.Ordinal);
        Assert.Contains("make it first", await Refused(folder.File(Path.Combine("nowhere", "a.mp4")), 160), StringComparison.Ordinal);
        Directory.CreateDirectory(folder.File("taken.mp4"));
        Assert.Contains("taken.mp4", await Refused(folder.File("taken.mp4"), 160), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Stopped_in_the_middle_it_leaves_nothing_behind()
    {
        using var folder = new TempFolder();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var film = FilmScript.Write(200_007, 60);
        var reports = new Reports { Heard = stop.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new FilmFile(film, new FilmRenderer(film, 160, 90, Films.Rate), TimeProvider.System).WriteAsync(folder.File("film.mp4"), reports, stop.Token));

        Assert.True(reports.Last!.Position < 2);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private static async Task<JsonElement> ProbeAsync(string file)
    {
        var run = await CommandRun.RunAsync("ffprobe", ["-v", "error", "-count_frames", "-show_streams", "-of", "json", file], cancellationToken: TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(run.Output);
        return document.RootElement.Clone();
    }

    private sealed class Reports : IProgress<FilmProgress>
    {
        public FilmProgress? Last { get; private set; }

        public Action? Heard { get; init; }

        public void Report(FilmProgress value)
        {
            Last = value;
            Heard?.Invoke();
        }
    }
}
