using LongVpo.Core.Models;
using LongVpo.Core.Models.Scheduling;
using LongVpo.Core.Options;
using LongVpo.TestKit.Models;

namespace LongVpo.Tests.Core.Models;

/// <summary>What the scheduler promises, under loads made by seed on a device of virtual time.</summary>
public sealed class SchedulerLoadTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_live_question_waits_for_one_step_at_most_while_every_lane_is_full(int seed)
    {
        var run = VirtualLoads.Everything(seed, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(0.5), new VirtualDevice(VirtualLoads.Limits));

        await run.RunAsync(TimeSpan.FromMinutes(1), finish: false, Stop);

        var questions = run.Traces.Values.Where(t => t.Request.Lane == ModelLane.LiveQuestion).ToList();
        Assert.InRange(questions.Count, 75, 200);
        Assert.InRange(questions.Max(t => t.StepsBeforeFirst), 1, 1);
    }

    [Fact]
    public async Task Sixteen_questions_at_once_all_begin_in_the_next_step()
    {
        var run = VirtualLoads.Everything(1, TimeSpan.FromSeconds(20), TimeSpan.FromHours(1), new VirtualDevice(VirtualLoads.Limits));
        for (var i = 0; i < 16; i++) run.Ask(TimeSpan.FromSeconds(10), VirtualRequest.Chat(ModelLane.LiveQuestion, $"q{i}", 2_000, 20));

        await run.RunAsync(TimeSpan.FromSeconds(20), finish: false, Stop);

        var questions = run.Traces.Values.Where(t => t.Request.Lane == ModelLane.LiveQuestion && t.Arrived == TimeSpan.FromSeconds(10)).ToList();
        Assert.Equal(16, questions.Count);
        Assert.All(questions, t => Assert.Equal(1, t.StepsBeforeFirst));
    }

    [Theory]
    [InlineData(1, ModelLane.ArchiveCaption)]
    [InlineData(2, ModelLane.LiveCaption)]
    [InlineData(3, ModelLane.LiveQuestion)]
    public async Task Thirty_two_videos_get_the_same_service_whatever_they_ask(int seed, ModelLane lane)
    {
        var run = VirtualLoads.ManyVideos(seed, 32, lane, new VirtualDevice(VirtualLoads.Limits));

        await run.RunAsync(TimeSpan.FromMinutes(4), finish: false, Stop);

        var shares = VirtualLoads.ServiceByVideo(run);
        Assert.Equal(32, shares.Count);
        Assert.InRange(VirtualLoads.Jain(shares), 0.95, 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Steps_are_four_fifths_full_while_more_is_wanted(int seed)
    {
        var run = VirtualLoads.ManyVideos(seed, 32, ModelLane.ArchiveCaption, new VirtualDevice(VirtualLoads.Limits));

        await run.RunAsync(TimeSpan.FromMinutes(1), finish: false, Stop);

        var counts = run.State.Counts;
        Assert.InRange(counts.LoadedSteps, counts.Steps / 2, counts.Steps);
        Assert.InRange(counts.LoadedFullness / counts.LoadedSteps, 0.8, 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Training_has_its_share_of_the_steps_however_much_else_is_wanted(int seed)
    {
        var run = VirtualLoads.Everything(seed, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(0.5), new VirtualDevice(VirtualLoads.Limits));
        var (since, longest) = (0, 0);
        run.OnPlan = plan =>
        {
            if (plan is AskCosts) return;
            since = plan is ExclusiveStep ? 0 : since + 1;
            longest = Math.Max(longest, since);
        };

        await run.RunAsync(TimeSpan.FromMinutes(1), finish: false, Stop);

        // One step in 64, and it lets a question that has just come go before it.
        Assert.InRange(longest, 10, 64 + 8);
    }

    [Fact]
    public async Task Every_lane_gets_at_least_its_share_while_the_better_ones_never_rest()
    {
        var run = VirtualLoads.Everything(7, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(0.5), new VirtualDevice(VirtualLoads.Limits));

        await run.RunAsync(TimeSpan.FromMinutes(1), finish: false, Stop);

        var options = new ModelWorkerOptions();
        var steps = run.State.Counts.Steps;
        double Got(ModelLane lane) => run.Traces.Values.Where(t => t.Request.Lane == lane).Sum(t => (double)t.Service) / SchedulerState.WholeStep / steps;
        Assert.InRange(Got(ModelLane.StandingQuestion), options.StandingShare * 0.95, 1);
        Assert.InRange(Got(ModelLane.LiveCaption), options.LiveCaptionShare * 0.95, 1);
        Assert.InRange(Got(ModelLane.ArchiveCaption), options.ArchiveCaptionShare * 0.95, 1);
        Assert.InRange(Got(ModelLane.PreferenceData), options.PreferenceDataShare * 0.95, 1);
        Assert.InRange(Got(ModelLane.Training), options.TrainingShare * 0.9, 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_request_ends_exactly_once_through_a_thousand_crashes_cancellations_and_want_of_memory(int seed)
    {
        var run = VirtualLoads.Faults(seed, 2_500, new VirtualDevice(VirtualLoads.Limits, seed: seed) { CrashChance = 0.05, OutOfMemoryChance = 0.05 });

        await run.RunAsync(TimeSpan.Zero, finish: true, Stop);

        var counts = run.State.Counts;
        var cancelled = run.Traces.Values.Count(t => t.Endings is [Refused { Why: RefusalKind.Cancelled }]);
        Assert.InRange(counts.Crashes + counts.OutOfMemory + cancelled, 1_000, long.MaxValue);
        Assert.InRange(counts.Completed, 500, 2_500);
        Assert.All(run.Traces.Values, t => Assert.Single(t.Endings));
        Assert.All(run.Traces.Values.Where(t => t.Endings[0] is Completed), t => Assert.Equal(VirtualDevice.ReplyTo((ChatRequest)t.Request), t.Text));
        Assert.Empty(run.State.Jobs);
        Assert.Equal(0, run.State.HeldBytes);
        Assert.Empty(run.State.Deadlines);
        Assert.Equal(2_500, counts.Completed + counts.Refused);
    }
}
