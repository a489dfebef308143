using LongVpo.Core.Models;
using LongVpo.Training.Evaluation.Benchmarks;

namespace LongVpo.Training.Tests.Evaluation.Benchmarks;

/// <summary>Runs every benchmark on small files of our own in the published layouts, and sees that nothing is scored that was not asked.</summary>
public sealed class BenchmarkTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task LongVideoBench_is_asked_with_lines_between_frames_and_told_by_groups()
    {
        File.WriteAllText(_folder.File("lvb_val.json"), """
            [{"id":"a","video_id":"v1","video_path":"v1.mp4","subtitle_path":"v1_en.json","question":"what falls?","candidates":["a cup","a hat","a dog","a key","a pen"],"correct_choice":4,"question_category":"S2E","topic_category":"t","duration_group":15,"duration":10.2,"starting_timestamp_for_subtitles":0},
             {"id":"b","video_id":"v2","video_path":"gone.mp4","question":"q","candidates":["x","y"],"correct_choice":0,"question_category":"T2E","duration_group":60,"duration":60},
             {"id":"c","video_id":"v1","video_path":"v1.mp4","question":"q","option0":"x","option1":"y","option2":"N/A","option3":"N/A","option4":"N/A","correct_choice":1,"question_category":"S2E","duration_group":15,"duration":33},
             {"id":"d","video_id":"v1","video_path":"v1.mp4","question":"q","candidates":["x","y"],"correct_choice":2,"duration":10},
             {"id":"a","video_id":"v1","video_path":"v1.mp4","question":"q","candidates":["x","y"],"correct_choice":1,"duration":10}]
            """);
        File.WriteAllText(Make("subtitles/v1_en.json"), """[{"timestamp":[2,4],"text":"Mind the pen!"}]""");
        Film("videos/v1.mp4", 10);
        var worker = new ScriptedWorker(chat => ScriptedWorker.Words(chat).Contains("what falls", StringComparison.Ordinal) ? "E. a pen" : "A");

        var (score, _) = await RunAsync("longvideobench", worker, new BenchmarkSettings(5, Subtitles: true));

        Assert.Equal((2, 0.5), (score.Overall.Questions, score.Overall.Accuracy));
        Assert.Equal([("bad_answer", 1), ("duplicate_id", 1), ("missing_video", 1)], score.NotScored.Select(one => (one.Key, one.Value)));
        Assert.Equal([("duration", 1), ("missing_subtitles", 1)], score.Doubts.Select(one => (one.Key, one.Value)));
        Assert.Equal(["duration_group", "question_category"], score.Groups.Keys);
        var parts = worker.Asked[0].Messages[0].Parts;
        Assert.Equal([2, 3], parts.OfType<PicturesPart>().Select(part => part.Pictures.Length));
        Assert.Equal("Mind the pen!\n", ((TextPart)parts[1]).Text);
        Assert.Contains("E. a pen\n", ScriptedWorker.Words(worker.Asked[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mlvu_is_averaged_over_tasks_and_pooled_by_two_names()
    {
        File.WriteAllText(Make("json/1_plotQA.json"), """[{"video":"a.mp4","duration":10,"question":"q1","candidates":["w","x","y","z"],"answer":"x","question_type":"plotQA"},{"video":"a.mp4","duration":10,"question":"q2","candidates":["w","x","y","z"],"answer":"w","question_type":"plotQA"},{"video":"a.mp4","duration":10,"question":"q3","candidates":["w","x","y","z"],"answer":"x","question_type":"plotQA"}]""");
        File.WriteAllText(Make("json/4_count.json"), """[{"video":"a.mp4","duration":10,"question":"q4","candidates":["1","2"],"answer":"1","question_type":"count"},{"video":"a.mp4","duration":10,"question":"q5","candidates":["1","2"],"answer":"7","question_type":"count"}]""");
        File.WriteAllText(Make("json/9_summary.json"), """[{"video":"a.mp4","duration":10,"question":"tell","answer":"all of it","question_type":"summary"}]""");
        Film("video/1_plotQA/a.mp4", 10);
        var worker = new ScriptedWorker(_ => "B) x");

        var (score, _) = await RunAsync("mlvu", worker, new BenchmarkSettings(2));

        Assert.Equal(4, score.Overall.Questions);
        Assert.Equal(1.0 / 3, score.Figures["m_avg_over_tasks"], 1e-9);
        Assert.Equal(0.5, score.Figures["m_avg_pooled"], 1e-9);
        Assert.Equal(1, score.NotScored["bad_answer"]);
        Assert.EndsWith("Best option: (", ScriptedWorker.Words(worker.Asked[0]), StringComparison.Ordinal);
        Assert.Equal(ChatRole.System, worker.Asked[0].Messages[0].Role);
    }

    [Fact]
    public async Task VideoMme_is_told_by_every_group_with_subtitles_of_sampled_frames_only()
    {
        File.WriteAllText(_folder.File("videomme.jsonl"), """
            {"video_id":"001","duration":"short","domain":"Knowledge","sub_category":"History","videoID":"abc","question_id":"001-1","task_type":"Counting","question":"how many?","options":["A. One.","B. Two.","C. Three.","D. Four."],"answer":"C"}
            {"video_id":"001","duration":"short","domain":"Knowledge","sub_category":"History","videoID":"abc","question_id":"001-2","task_type":"OCR","question":"what?","options":["A. One.","B. Two.","C. Three.","D. Four."],"answer":"Q"}
            """);
        File.WriteAllText(Make("subtitle/abc.srt"), "1\n00:00:02,000 --> 00:00:03,000\nthree\n\n2\n00:00:05,000 --> 00:00:05,400\nunseen\n");
        Film("videos/abc.mp4", 10);
        var worker = new ScriptedWorker(_ => "The answer is C.");

        var (score, _) = await RunAsync("videomme", worker, new BenchmarkSettings(2, Subtitles: true));

        Assert.Equal((1, 1.0), (score.Overall.Questions, score.Overall.Accuracy));
        Assert.Equal(["domain", "duration", "sub_category", "task_type"], score.Groups.Keys);
        var words = ScriptedWorker.Words(worker.Asked[0]);
        Assert.Contains("three", words, StringComparison.Ordinal);
        Assert.DoesNotContain("unseen", words, StringComparison.Ordinal);
        Assert.Contains("C. Three.\n", words, StringComparison.Ordinal);
        Assert.Equal(1, score.NotScored["bad_answer"]);
    }

    [Fact]
    public async Task LvBench_counts_a_question_once_and_silence_as_wrong()
    {
        File.WriteAllText(_folder.File("video_info.meta.jsonl"), """
            {"key":"Cm73ma6Ibcs","type":"cartoon","video_info":{"duration_minutes":0.2,"fps":30},"qa":[{"uid":"1","question":"who runs?\n(A) a dog\n(B) a cat\n(C) a man\n(D) nobody","answer":"B","question_type":["entity recognition","reasoning"],"time_reference":"00:01-00:03"},{"uid":"2","question":"why?\n(A) fear\n(B) joy","answer":"A","question_type":["reasoning"],"time_reference":"00:01-00:03"}]}
            """);
        Film("Cm73ma6Ibcs.mp4", 12);
        var worker = new ScriptedWorker(chat => ScriptedWorker.Words(chat).Contains("who runs?", StringComparison.Ordinal) ? "(B)" : "I cannot tell.");

        var (score, _) = await RunAsync("lvbench", worker, new BenchmarkSettings(2));

        Assert.Equal((2, 0.5, 0.5), (score.Overall.Questions, score.Overall.Accuracy, score.Unread));
        Assert.Equal((0.5, 1.0), (score.Figures["over_all"], score.Figures["over_answered"]));
        Assert.Equal([("entity recognition", 1), ("reasoning", 2)], score.Groups["question_type"].Select(one => (one.Key, one.Value.Questions)));
        Assert.Contains("who runs?\n(A) a dog\n(B) a cat\n", ScriptedWorker.Words(worker.Asked[0]), StringComparison.Ordinal);
        Assert.Empty(score.Doubts);
    }

    [Fact]
    public async Task MvBench_looks_at_the_asked_part_and_tells_the_loose_figure_apart()
    {
        File.WriteAllText(Make("json/action_sequence.json"), """[{"video":"a.mp4","question":"q","candidates":["x","y","z"],"answer":"y","start":4,"end":8},{"video":"a.mp4","question":"q","candidates":["x","y"],"answer":"x"}]""");
        File.WriteAllText(Make("json/scene_transition.json"), """[{"video":"missing.mp4","question":"q","candidates":["x","y"],"answer":"x"},{"video":"broken.mp4","question":"q","candidates":["x","y"],"answer":"x"}]""");
        Film("video/star/a.mp4", 10);
        File.WriteAllText(Make("video/broken.mp4"), "not a film");
        var worker = new ScriptedWorker(_ => string.Empty);

        var (score, steps) = await RunAsync("mvbench", worker, new BenchmarkSettings(2));

        Assert.Equal([5, 7], ScriptedWorker.Pictures(worker.Asked[0]).Select(picture => (int)picture.Time.Seconds));
        Assert.Equal((0.0, 0.0, 1.0), (score.Figures["mean_over_tasks"], score.Figures["mvbench_loose"], score.Figures["mvbench_loose_unguarded"]));
        Assert.Equal([("missing_video", 1), ("unreadable", 1)], score.NotScored.Select(one => (one.Key, one.Value)));
        Assert.Equal(4, steps.Count);
        var (drawn, _) = await RunAsync("mvbench", worker, new BenchmarkSettings(2, Unread: UnreadReply.SeededRandom, Seed: 3));
        Assert.Equal(1, drawn.Unread);
    }

    [Fact]
    public void A_folder_of_something_else_and_damaged_files_are_refused()
    {
        foreach (var benchmark in BenchmarkList.All) Assert.Contains(benchmark.Name, Assert.Throws<BenchmarkException>(() => benchmark.Read(_folder.Path)).Message, StringComparison.Ordinal);
        File.WriteAllText(_folder.File("lvb_val.json"), "[{\"id\":\"a\",\n\"video_path\" 1}]");
        Assert.Contains("line 2, column", Assert.Throws<BenchmarkException>(() => BenchmarkList.Find("longvideobench").Read(_folder.Path)).Message, StringComparison.Ordinal);
        File.WriteAllText(_folder.File("lvb_val.json"), "[{\"id\":\"a\"}]");
        Assert.Contains("video_path", Assert.Throws<BenchmarkException>(() => BenchmarkList.Find("longvideobench").Read(_folder.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("mlvu", Assert.Throws<BenchmarkException>(() => BenchmarkList.Find("imagenet")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Videos_are_found_by_path_or_by_a_name_that_is_the_only_one()
    {
        Film("video/deep/one.mp4", 1);
        Film("video/x/two.mp4", 1);
        Film("video/y/two.mp4", 1);
        File.WriteAllText(Make("frames/clip7/00001.jpg"), string.Empty);
        var finder = new VideoFinder(_folder.Path);

        Assert.EndsWith("deep/one.mp4", finder.Video("one.mp4"), StringComparison.Ordinal);
        Assert.EndsWith("deep/one.mp4", finder.Video("one"), StringComparison.Ordinal);
        Assert.EndsWith("y/two.mp4", finder.Video("y/two.mp4"), StringComparison.Ordinal);
        Assert.Null(finder.Video("two.mp4"));
        Assert.EndsWith("clip7", finder.Video("clip7"), StringComparison.Ordinal);
        Assert.Null(finder.Video("../../etc/passwd"));
    }

    [Fact]
    public void Questions_of_one_video_widen_the_interval()
    {
        var apart = ClusterBootstrap.Interval(Enumerable.Range(0, 200).Select(i => ($"v{i}", (double)(i % 2))), 1);
        var together = ClusterBootstrap.Interval(Enumerable.Range(0, 200).Select(i => ($"v{i / 20}", (double)(i / 20 % 2))), 1);

        Assert.InRange(apart.High - apart.Low, 0.12, 0.16);
        Assert.True(together.High - together.Low > 3 * (apart.High - apart.Low));
        Assert.Equal(apart, ClusterBootstrap.Interval(Enumerable.Range(0, 200).Select(i => ($"v{i}", (double)(i % 2))), 1));
    }

    private async Task<(BenchmarkScore Score, List<BenchmarkStep> Steps)> RunAsync(string name, ScriptedWorker worker, BenchmarkSettings settings)
    {
        var benchmark = BenchmarkList.Find(name);
        var run = new BenchmarkRun(benchmark, settings, worker, new PictureShelf(1 << 20, (_, _, _) => []), new PaintedFootage());
        var steps = new List<BenchmarkStep>();
        await foreach (var step in run.RunAsync(benchmark.Read(_folder.Path), _folder.Path, Cancelled)) steps.Add(step);
        return (BenchmarkScore.Of(benchmark, "scripted", settings, steps), steps);
    }

    private string Make(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
        return _folder.File(name);
    }

    private void Film(string name, double seconds) => PaintedFootage.Make(_folder.File(name), seconds);
}
