using System.Globalization;
using System.Text.Json;
using LongVpo.Actors.Video;
using LongVpo.Core.Answers;
using LongVpo.Core.Captions;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Questions;
using LongVpo.Core.Videos;
using LongVpo.Media.Observations;
using LongVpo.Media.ScreenText;
using LongVpo.Media.Shots;
using LongVpo.Media.Sources;
using LongVpo.Memory.Stores;
using Microsoft.Extensions.Logging;

namespace LongVpo.Tests.Actors.Video;

/// <summary>A live stream and the finished file of the same footage are one resource: the real reader, cutter, observers, store and answerer give the same from both.</summary>
public sealed class LiveEqualsArchiveTests
{
    private static readonly string[] Questions =
        ["When is \"HARBOUR\" on screen?", "What is written on screen in the first 10 seconds?", "How many cuts are there?", "When is the picture black?", "How many times is \"STATION\" on screen?", "Who is the king?"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_clips_give_the_same_segments_tree_and_answers_live_as_from_the_file()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            using var folder = new TempFolder();
            var clip = folder.File("clip.mp4");
            await MakeAsync(clip, new Random(seed));

            var (archive, archiveAnswers) = await WatchAsync(clip, folder.File("archive"), live: false);
            var (live, liveAnswers) = await WatchAsync(clip, folder.File("live"), live: true);

            Assert.True(archive.Count >= 4, $"clip {seed} has {archive.Count} events");
            Assert.Equal(archive, live);
            Assert.Equal(archiveAnswers, liveAnswers);
        }
    }

    // Shots of a few sorts in random order and length, titles on some, sound with pauses.
    private static async Task MakeAsync(string clip, Random random)
    {
        var parts = new List<string>();
        var total = 0.0;
        var shots = 3 + random.Next(3);
        // One shot is longer than a segment may be.
        var longest = random.Next(shots);
        for (var i = 0; i < shots; i++)
        {
            var seconds = (1 + (random.NextDouble() * 5) + (i == longest ? 7 : 0)).ToString("0.00", CultureInfo.InvariantCulture);
            total += double.Parse(seconds, CultureInfo.InvariantCulture);
            var source = new[] { "mandelbrot", "color=c=black", "color=c=teal", "smptebars", "color=c=maroon" }[random.Next(5)];
            var title = random.Next(2) == 0 ? $",drawtext=text='{(random.Next(2) == 0 ? "HARBOUR" : "STATION")}':fontsize=42:x=30:y=60:fontcolor=white:box=1:boxcolor=black" : "";
            var join = source.Contains('=', StringComparison.Ordinal) ? ":" : "=";
            parts.Add($"{source}{join}s=320x180:r=25,trim=duration={seconds},setpts=PTS-STARTPTS,format=yuv420p{title}[s{i}]");
        }

        var graph = string.Join(';', parts) + ";" + string.Concat(Enumerable.Range(0, shots).Select(i => $"[s{i}]")) + $"concat=n={shots}:v=1[v];sine=f=330:d={total.ToString(CultureInfo.InvariantCulture)},volume=0:enable='between(mod(t,7),4,6)'[a]";
        await TestClips.MakeAsync(clip, "-filter_complex", graph, "-map", "[v]", "-map", "[a]", "-c:v", "libx264", "-preset", "ultrafast", "-g", "50", "-c:a", "aac");
    }

    private static async Task<(List<string> History, List<string> Answers)> WatchAsync(string clip, string folder, bool live)
    {
        using var logs = new RecordingLogs();
        await using var store = await StoreSession.OpenWriterAsync(folder, new StoreOptions(), Token);
        using var text = new ScreenTextReader(new ScreenTextOptions());
        var time = new ManualTime();
        var (probe, file) = (new MediaProbe(new SourceOptions()), new FileFrameSource(new SamplingOptions(), new SourceOptions(), logs.CreateLogger<FileFrameSource>()));
        var paced = new VirtuallyPaced(file, probe, time);
        var parts = new VideoSystemParts
        {
            Probe = live ? paced : probe,
            Source = live ? paced : file,
            Cutters = new ShotCutterFactory(new ShotOptions()),
            Observers = new SegmentObserverFactory(new ObservationOptions(), text, null, logs.CreateLogger<SegmentObserver>()),
            Captions = new ObservedCaptions(),
            Store = store.Videos,
            Watches = store.Watches,
            Answers = new MomentAnswerer(store.Videos, store.Segments, store.Evidence, (list, segments, finder) => new QuestionAnswerer(list, segments, finder, new QuestionOptions())),
            Recipe = "recipe",
            // The clock runs as fast as decoding goes, which observing need not keep up with.
            Options = new VideoSystemOptions { Analysis = new AnalysisOptions { LongestWait = TimeSpan.FromMinutes(10) } },
        };
        await using var system = new VideoSystem(parts, time, logs);
        var changes = system.FollowAsync(only: null, Token);
        var video = await system.WatchAsync(new WatchRequest { Location = clip }, Token);
        await WatchTests.UntilAsync(changes, WatchPhase.Finished);
        var status = await system.StatusAsync(video, Token);
        Assert.Equal((0, 0L, 0L), (status!.Gaps, status.FramesDropped, status.FramesPending));
        Assert.Equal(live, status.WatermarkUtc is not null);
        return (await HistoryAsync(store.Videos, video), await AnswersAsync(system, video));
    }

    private static async Task<List<string>> HistoryAsync(IVideoStore store, VideoId video)
    {
        var history = new List<string>();
        await foreach (var stored in store.ReadAsync(video, Token))
        {
            if (stored.Event is SegmentSealed sealing) history.Add(JsonSerializer.Serialize(sealing.Segment));
            if (stored.Event is NodeClosed closing) history.Add(JsonSerializer.Serialize(closing.Node));
        }

        return history;
    }

    private static async Task<List<string>> AnswersAsync(VideoSystem system, VideoId video)
    {
        var answers = new List<string>();
        foreach (var question in Questions)
        {
            var answer = await system.AskAsync(new Question { Text = question, Videos = [video] }, null, Token);
            answers.Add(JsonSerializer.Serialize(answer with { Citations = [.. answer.Citations.Select(c => c with { Utc = null })] }));
        }

        return answers;
    }
}
