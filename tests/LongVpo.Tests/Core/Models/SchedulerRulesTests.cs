using LongVpo.Core.Models;
using LongVpo.Core.Models.Scheduling;
using LongVpo.Core.Options;
using LongVpo.TestKit.Models;

namespace LongVpo.Tests.Core.Models;

/// <summary>Single decisions of the scheduler, one situation each.</summary>
public sealed class SchedulerRulesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static VirtualDevice Device(int tokens = 100, int sequences = 4, long memoryTokens = 10_000) =>
        new(new RunnerLimits(tokens, sequences, memoryTokens * VirtualDevice.BytesPerToken));

    private static async Task<VirtualRun> RunAsync(VirtualDevice device, ModelWorkerOptions? options = null, params ModelRequest[] requests)
    {
        var run = new VirtualRun(options ?? new ModelWorkerOptions(), device);
        foreach (var request in requests) run.Ask(TimeSpan.Zero, request);
        await run.RunAsync(TimeSpan.Zero, finish: true, Stop);
        return run;
    }

    private static ChatRequest Caption(int prompt, int reply, string video = "a", ModelLane lane = ModelLane.ArchiveCaption) => VirtualRequest.Chat(lane, video, prompt, reply);

    private static SchedulerEffect End(VirtualRun run, ModelRequest request) => Assert.Single(run.Traces[request.Id].Endings);

    [Fact]
    public async Task A_long_prompt_is_read_in_pieces_beside_replies_that_are_written()
    {
        var run = new VirtualRun(new ModelWorkerOptions(), Device());
        var mixed = 0;
        run.OnPlan = plan => mixed += plan is SharedStep step && step.Slots.Any(s => s.PromptTokens == 0) && step.Slots.Any(s => s.PromptTokens > 0) ? 1 : 0;
        run.Ask(TimeSpan.Zero, Caption(10, 30));
        run.Ask(TimeSpan.Zero, Caption(1_000, 2));

        await run.RunAsync(TimeSpan.Zero, finish: true, Stop);

        Assert.InRange(mixed, 9, 11);
    }

    [Fact]
    public async Task Want_of_memory_halves_the_step_and_loses_nothing()
    {
        var device = Device(sequences: 8);
        device.RealSequences = 3;
        var requests = Enumerable.Range(0, 8).Select(i => Caption(5, 10, $"v{i}")).ToArray();

        var run = await RunAsync(device, null, requests);

        Assert.All(requests, r => Assert.IsType<Completed>(End(run, r)));
        Assert.All(requests, r => Assert.Equal(VirtualDevice.ReplyTo(r), run.Traces[r.Id].Text));
        Assert.InRange(run.State.Counts.OutOfMemory, 2, 4);
        Assert.Equal(0, run.State.Counts.Restarts);
    }

    [Fact]
    public async Task A_request_that_does_not_fit_even_alone_is_told_so()
    {
        var device = Device();
        device.RealSequences = 0;

        var request = Caption(50, 5);
        var run = await RunAsync(device, null, request, Caption(60, 5, "b"));

        var refused = Assert.IsType<Refused>(End(run, request));
        Assert.Equal(RefusalKind.Failed, refused.Why);
        Assert.Contains("memory is too small", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_larger_than_the_memory_is_refused_before_anything_is_taken()
    {
        var request = Caption(10_000, 5);

        var run = await RunAsync(Device(memoryTokens: 10_000), null, request);

        Assert.Equal(RefusalKind.Impossible, Assert.IsType<Refused>(End(run, request)).Why);
        Assert.Equal(0, run.State.Counts.Steps);
    }

    [Fact]
    public async Task A_question_takes_the_memory_of_captions_which_then_begin_anew()
    {
        var device = Device(memoryTokens: 1_000);
        var run = new VirtualRun(new ModelWorkerOptions(), device);
        var caption = Caption(700, 100);
        var question = Caption(600, 5, "b", ModelLane.LiveQuestion);
        run.Ask(TimeSpan.Zero, caption);
        run.Ask(TimeSpan.FromSeconds(0.3), question);

        await run.RunAsync(TimeSpan.Zero, finish: true, Stop);

        Assert.Equal(1, run.Traces[question.Id].StepsBeforeFirst);
        Assert.Equal(1, run.State.Counts.Restarts);
        Assert.True(run.Traces[question.Id].Ended < run.Traces[caption.Id].Ended);
        Assert.Equal(VirtualDevice.ReplyTo(caption), run.Traces[caption.Id].Text);
    }

    [Fact]
    public async Task A_request_that_was_in_too_many_crashes_is_not_tried_again()
    {
        var device = Device();
        device.CrashChance = 1;
        var request = Caption(10, 5);

        var run = await RunAsync(device, new ModelWorkerOptions { MaxCrashes = 3 }, request);

        Assert.Contains("crashed 3 times", Assert.IsType<Refused>(End(run, request)).Reason, StringComparison.Ordinal);
        Assert.Equal(3, run.State.Counts.Crashes);
    }

    [Fact]
    public void A_crash_has_each_request_wait_again_once_at_its_old_place()
    {
        var state = SchedulerState.Start(new ModelWorkerOptions(), new RunnerLimits(100, 4, long.MaxValue));
        var requests = Enumerable.Range(0, 6).Select(_ => Caption(10, 5)).ToArray();
        foreach (var request in requests) (state, _) = SchedulerRules.Arrive(state, request, DateTimeOffset.UnixEpoch);
        state = PlanStep(state);

        (state, var effects) = FailureRules.Crashed(state, null);

        Assert.Equal(requests[..4].Select(r => r.Id), effects.OfType<BeginAnew>().Select(e => e.Request));
        Assert.Equal(requests.Select(r => r.Id), state.Lane(ModelLane.ArchiveCaption).Of("a").Waiting.Values);
        Assert.Empty(state.Resident);
    }

    [Fact]
    public void Cancelling_in_a_step_tells_the_asker_now_and_frees_the_slot_after_it()
    {
        var state = SchedulerState.Start(new ModelWorkerOptions(), new RunnerLimits(100, 4, long.MaxValue));
        var request = Caption(10, 5);
        (state, _) = SchedulerRules.Arrive(state, request, DateTimeOffset.UnixEpoch);
        state = PlanStep(state);

        (state, var now) = SchedulerRules.Cancel(state, request.Id);
        (state, var again) = SchedulerRules.Cancel(state, request.Id);
        (state, var after) = SchedulerRules.StepDone(state, [new SlotResult(request.Id, 0) { Text = "x", Tokens = 1, Finish = FinishReason.Stop }]);

        Assert.IsType<Refused>(Assert.Single(now));
        Assert.Empty(again);
        Assert.Equal([new FreeHeld(request.Id)], after);
        Assert.Empty(state.Jobs);
    }

    [Fact]
    public async Task A_request_whose_time_is_over_is_told_so_and_gives_its_slot_back()
    {
        var run = new VirtualRun(new ModelWorkerOptions(), Device());
        var late = VirtualRequest.Chat(ModelLane.LiveQuestion, "a", 100, 1_000, TimeSpan.FromSeconds(1));
        run.Ask(TimeSpan.Zero, late);

        await run.RunAsync(TimeSpan.Zero, finish: true, Stop);

        var refused = Assert.IsType<Refused>(End(run, late));
        Assert.Equal(RefusalKind.Late, refused.Why);
        Assert.Contains("within 1 s", refused.Reason, StringComparison.Ordinal);
        Assert.InRange(run.Traces[late.Id].Ended!.Value.TotalSeconds, 1, 1.1);
        Assert.Empty(run.State.Jobs);
    }

    [Fact]
    public void A_full_lane_and_a_full_video_are_refused_with_a_sentence()
    {
        var state = SchedulerState.Start(new ModelWorkerOptions { LaneCapacity = 3, VideoCapacity = 2 }, new RunnerLimits(100, 4, long.MaxValue));
        var reasons = new List<string>();
        foreach (var video in new[] { "a", "a", "a", "b", "c" })
        {
            (state, var effects) = SchedulerRules.Arrive(state, Caption(10, 5, video), DateTimeOffset.UnixEpoch);
            reasons.AddRange(effects.OfType<Refused>().Select(r => r.Reason));
        }

        Assert.Equal(2, reasons.Count);
        Assert.Contains("2 requests of this kind (ArchiveCaption) waiting for this video", reasons[0], StringComparison.Ordinal);
        Assert.Contains("3 requests of this kind", reasons[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Training_that_finds_no_room_is_tried_once_more_when_everybody_else_has_made_room()
    {
        var work = new VirtualWork(3) { Failures = 1 };
        var training = new ExclusiveRequest(RequestId.New(), ModelLane.Training, null, work);
        var run = new VirtualRun(new ModelWorkerOptions(), Device());
        var caption = Caption(50, 400);
        run.Ask(TimeSpan.Zero, caption);
        run.Ask(TimeSpan.FromMilliseconds(1), training);

        await run.RunAsync(TimeSpan.Zero, finish: true, Stop);

        Assert.IsType<Completed>(End(run, training));
        Assert.IsType<Completed>(End(run, caption));
        Assert.Equal(3, work.Done);
        Assert.Equal(1, run.State.Counts.Restarts);
    }

    [Fact]
    public async Task Other_weights_begin_every_reply_anew()
    {
        var run = new VirtualRun(new ModelWorkerOptions(), Device());
        var request = Caption(50, 100);
        run.Ask(TimeSpan.Zero, request);
        run.Change(TimeSpan.FromSeconds(0.5), new ModelChange(null, "b"));

        await run.RunAsync(TimeSpan.Zero, finish: true, Stop);

        Assert.Equal(1, run.State.Counts.Restarts);
        Assert.Equal(VirtualDevice.ReplyTo(request), run.Traces[request.Id].Text);
    }

    [Fact]
    public async Task A_video_that_comes_back_gains_nothing_by_having_left()
    {
        // One asks all the time, the other comes with a burst whenever it has nothing open; both want more than they get while they are there.
        var run = new VirtualRun(new ModelWorkerOptions(), Device(sequences: 1));
        var service = new Dictionary<string, long> { ["a"] = 0, ["b"] = 0 };
        for (var i = 0; i < 8; i++) run.Ask(TimeSpan.Zero, Caption(100, 5));
        for (var i = 0; i < 8; i++) run.Ask(TimeSpan.FromSeconds(5), Caption(100, 5, "b"));
        run.OnEnd = ended => { if (ended.Request.Video!.Value.Value == "a") run.Ask(run.Now, Caption(100, 5)); };

        await run.RunAsync(TimeSpan.FromSeconds(5.5), finish: false, Stop);

        foreach (var trace in run.Traces.Values.Where(t => t.Begun > TimeSpan.FromSeconds(5))) service[trace.Request.Video!.Value.Value] += trace.Service;
        Assert.InRange((double)service["a"] / service["b"], 0.6, 1.6);
    }

    private static SchedulerState PlanStep(SchedulerState state)
    {
        (state, var plan, _) = StepPlanner.Plan(state);
        while (plan is AskCosts costs)
        {
            foreach (var request in costs.Requests) (state, _) = SchedulerRules.Admitted(state, request.Id, VirtualDevice.CostOf((ChatRequest)request));
            (state, plan, _) = StepPlanner.Plan(state);
        }

        Assert.IsType<SharedStep>(plan);
        return state;
    }
}
