using LongVpo.Core.Models;
using LongVpo.Core.Models.Scheduling;
using LongVpo.Core.Options;

namespace LongVpo.TestKit.Models;

/// <summary>The loads under which the scheduler is judged, the same for the tests and for the benchmark, made by seed.</summary>
public static class VirtualLoads
{
    /// <summary>A small model on one card: 512 tokens and 16 slots per step, memory for some 40,000 tokens.</summary>
    public static RunnerLimits Limits { get; } = new(512, 16, 40_000 * VirtualDevice.BytesPerToken);

    /// <summary>
    /// Every lane wants more than there is: files and cameras always have captions waiting, preference data and training too, and questions come at random while others are answered.
    /// </summary>
    /// <param name="seed">Of sizes and moments.</param>
    /// <param name="length">How long it lasts; what is open then is not waited for.</param>
    /// <param name="questionEvery">Mean time between questions.</param>
    /// <param name="device">What it runs on.</param>
    public static VirtualRun Everything(int seed, TimeSpan length, TimeSpan questionEvery, VirtualDevice device)
    {
        var random = new Random(seed);
        var run = new VirtualRun(new ModelWorkerOptions(), device);
        for (var at = Gap(); at < length; at += Gap()) run.Ask(at, VirtualRequest.Chat(ModelLane.LiveQuestion, $"v{random.Next(8)}", random.Next(100, 4_000), random.Next(5, 100)));
        for (var video = 0; video < 8; video++)
        {
            for (var i = 0; i < 8; i++)
            {
                run.Ask(TimeSpan.Zero, Caption(video, ModelLane.StandingQuestion));
                run.Ask(TimeSpan.Zero, Caption(video, ModelLane.LiveCaption));
                run.Ask(TimeSpan.Zero, Caption(video, ModelLane.ArchiveCaption));
                run.Ask(TimeSpan.Zero, Caption(video, ModelLane.PreferenceData));
            }
        }

        run.Ask(TimeSpan.Zero, Training(1_000_000));
        run.OnEnd = ended =>
        {
            if (ended.Request is ChatRequest { Lane: not ModelLane.LiveQuestion } chat) run.Ask(run.Now, Caption(int.Parse(chat.Video!.Value.Value[1..]), chat.Lane));
        };
        return run;

        TimeSpan Gap() => questionEvery * -Math.Log(1 - random.NextDouble());
        ChatRequest Caption(int video, ModelLane lane) => VirtualRequest.Chat(lane, $"v{video}", random.Next(200, 2_000), random.Next(10, 80));
    }

    /// <summary>
    /// Many videos in one lane, each of which always wants more: some with long prompts, some with short ones, some with few requests at a time and some with many.
    /// </summary>
    public static VirtualRun ManyVideos(int seed, int videos, ModelLane lane, VirtualDevice device)
    {
        var random = new Random(seed);
        var run = new VirtualRun(new ModelWorkerOptions { LaneCapacity = 4_096 }, device);
        for (var video = 0; video < videos; video++) for (var i = 0; i < 4 + (video % 4 * 8); i++) run.Ask(TimeSpan.FromMilliseconds(random.Next(2_000)), Caption(video));
        run.OnEnd = ended => run.Ask(run.Now, Caption(int.Parse(ended.Request.Video!.Value.Value[1..])));
        return run;

        ChatRequest Caption(int video) => VirtualRequest.Chat(lane, $"v{video}", random.Next(50, 200 + (video % 5 * 700)), random.Next(5, 20 + (video % 3 * 60)));
    }

    /// <summary>Requests of all lanes at random moments, a third of which is cancelled and a tenth of which has a deadline.</summary>
    public static VirtualRun Faults(int seed, int requests, VirtualDevice device)
    {
        var random = new Random(seed);
        var run = new VirtualRun(new ModelWorkerOptions { MaxCrashes = 50, LaneCapacity = 200, RecoverAfterSteps = 8 }, device);
        for (var i = 0; i < requests; i++)
        {
            var at = TimeSpan.FromMilliseconds(random.Next(60 * requests));
            var limit = random.Next(10) == 0 ? TimeSpan.FromMilliseconds(random.Next(1, 20_000)) : (TimeSpan?)null;
            var request = VirtualRequest.Chat((ModelLane)random.Next(6), $"v{random.Next(16)}", random.Next(1, 1_500), random.Next(1, 40), limit);
            run.Ask(at, request);
            if (random.Next(3) == 0) run.Cancel(at + TimeSpan.FromMilliseconds(random.Next(3_000)), request.Id);
        }

        return run;
    }

    public static ExclusiveRequest Training(int steps) => new(RequestId.New(), ModelLane.Training, null, new VirtualWork(steps));

    /// <summary>Jain's index of fairness: 1 when all have had the same, 1/n when one has had all.</summary>
    public static double Jain(IReadOnlyCollection<double> shares) => shares.Sum() * shares.Sum() / (shares.Count * shares.Sum(s => s * s));

    /// <summary>What each video has had of the device, in steps.</summary>
    public static IReadOnlyList<double> ServiceByVideo(VirtualRun run) =>
        [.. run.Traces.Values.GroupBy(t => t.Request.Video).Select(g => g.Sum(t => (double)t.Service) / SchedulerState.WholeStep)];
}
