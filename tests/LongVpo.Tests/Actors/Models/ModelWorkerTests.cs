using System.Collections.Concurrent;
using LongVpo.Core.Models;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.TestKit.Models;

namespace LongVpo.Tests.Actors.Models;

/// <summary>The worker's promises to those who ask, with its actors running.</summary>
public sealed class ModelWorkerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static ChatRequest Question(string video = "a", int prompt = 50, int reply = 20, TimeSpan? limit = null) =>
        VirtualRequest.Chat(ModelLane.LiveQuestion, video, prompt, reply, limit);

    [Fact]
    public async Task A_reply_comes_in_pieces_and_whole_with_the_version_that_made_it()
    {
        await using var stage = new WorkerStage();
        var pieces = new Pieces();
        var question = Question();

        var reply = await stage.Worker.RunAsync(question, WhenFull.Refuse, pieces, Stop);

        Assert.Equal(VirtualDevice.ReplyTo(question), reply.Text);
        Assert.Equal(reply.Text, pieces.Text);
        Assert.Equal(FinishReason.Length, reply.Finish);
        Assert.Equal(new ModelVersion("virtual:", "0"), reply.Version);
        Assert.Equal(new ModelUsage(50, 0, 20), reply.Usage);
    }

    [Fact]
    public async Task Every_asker_hears_exactly_once_through_a_thousand_crashes_cancellations_and_want_of_memory()
    {
        var random = new Random(5);
        await using var stage = new WorkerStage(options: new ModelWorkerOptions { MaxCrashes = 1_000, LaneCapacity = 32, VideoCapacity = 8, RecoverAfterSteps = 8 });
        (stage.Device.CrashChance, stage.Device.OutOfMemoryChance) = (0.04, 0.04);
        var (told, left, wrong) = (0, 0, 0);

        var askers = Enumerable.Range(0, 1_000).Select(i => (Lane: (ModelLane)random.Next(6), Prompt: random.Next(1, 1_500), Reply: random.Next(1, 40), Leaves: random.Next(3) == 0, After: random.Next(300)));
        await Parallel.ForEachAsync(askers, new ParallelOptions { MaxDegreeOfParallelism = 200, CancellationToken = Stop }, async (asker, ct) =>
        {
            using var leave = CancellationTokenSource.CreateLinkedTokenSource(ct);
            if (asker.Leaves) leave.CancelAfter(asker.After);
            var pieces = new Pieces();
            var request = VirtualRequest.Chat(asker.Lane, $"v{asker.Prompt % 16}", asker.Prompt, asker.Reply);
            try
            {
                var reply = await stage.Worker.RunAsync(request, WhenFull.Wait, pieces, leave.Token);
                Interlocked.Increment(ref told);
                if (reply.Text != VirtualDevice.ReplyTo(request) || pieces.Text != reply.Text) Interlocked.Increment(ref wrong);
            }
            catch (OperationCanceledException) when (asker.Leaves)
            {
                Interlocked.Increment(ref left);
            }
        });

        var status = await stage.Worker.ReadStatusAsync(Stop);
        Assert.Equal(0, wrong);
        Assert.Equal(1_000, told + left);
        Assert.InRange(status.Crashes, 20, long.MaxValue);
        Assert.InRange(status.OutOfMemory, 20, long.MaxValue);
        Assert.All(status.Lanes, lane => Assert.Equal((0, 0), (lane.Waiting, lane.UnderWay)));
    }

    [Fact]
    public async Task Other_weights_are_put_in_place_between_steps_and_survive_a_crash()
    {
        await using var stage = new WorkerStage();
        await stage.AskAsync(Question(), Stop);

        var version = await stage.Worker.ChangeAsync(new ModelChange(null, "adapter-2"), Stop);
        stage.Device.CrashNext = 2;
        var reply = await stage.AskAsync(Question(), Stop);

        Assert.Equal("adapter-2", version.Digest);
        Assert.Equal(version, reply.Version);
        Assert.Equal(3, stage.Device.Made);
    }

    [Fact]
    public async Task Weights_that_cannot_be_used_leave_the_former_ones_in_place()
    {
        await using var stage = new WorkerStage();

        var refused = await Assert.ThrowsAsync<ModelException>(() => stage.Worker.ChangeAsync(new ModelChange(null, "bad"), Stop));
        var reply = await stage.AskAsync(Question(), Stop);

        Assert.Contains("'bad' cannot be read", refused.Message, StringComparison.Ordinal);
        Assert.Equal("0", reply.Version.Digest);
    }

    [Fact]
    public async Task A_question_that_comes_during_a_step_is_in_the_next_one()
    {
        var device = new HeldDevice();
        await using var stage = new WorkerStage(device);
        var captions = Enumerable.Range(0, 40).Select(i => stage.AskAsync(VirtualRequest.Chat(ModelLane.ArchiveCaption, "a", 2_000, 2), Stop)).ToList();
        await device.Entered.WaitAsync(Stop);

        var pieces = new Pieces();
        var question = stage.Worker.RunAsync(Question(prompt: 10, reply: 1), WhenFull.Refuse, pieces, Stop);
        await WaitForWaiting(stage, ModelLane.LiveQuestion);
        device.Allow(2);
        await question;

        Assert.All(captions, caption => Assert.False(caption.IsCompleted));
        device.Allow(10_000);
        await Task.WhenAll(captions);
    }

    [Fact]
    public async Task An_asker_that_leaves_during_a_step_frees_what_it_held()
    {
        var device = new HeldDevice();
        await using var stage = new WorkerStage(device);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var question = Question(reply: 1_000);
        var asked = stage.AskAsync(question, leave.Token);
        await device.Entered.WaitAsync(Stop);

        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        device.Allow(1_000);
        await stage.AskAsync(Question(reply: 1), Stop);

        Assert.Contains(question.Id, device.Released);
        Assert.Equal(0, device.Held);
    }

    [Fact]
    public async Task A_full_queue_refuses_a_person_and_lets_a_parent_wait()
    {
        var device = new HeldDevice();
        await using var stage = new WorkerStage(device, new ModelWorkerOptions { VideoCapacity = 2 });
        var first = Enumerable.Range(0, 2).Select(_ => stage.AskAsync(Question(reply: 1), Stop)).ToList();

        var refused = await Assert.ThrowsAsync<ModelRefusedException>(() => stage.Worker.RunAsync(Question(), WhenFull.Refuse, null, Stop));
        var waits = stage.AskAsync(Question(reply: 1), Stop);
        var other = stage.Worker.RunAsync(Question("b", reply: 1), WhenFull.Refuse, null, Stop);

        Assert.Equal(RefusalKind.Busy, refused.Kind);
        Assert.Contains("ask again later", refused.Message, StringComparison.Ordinal);
        Assert.False(waits.IsCompleted);
        device.Allow(1_000);
        await Task.WhenAll([.. first, waits, other]);
    }

    [Fact]
    public async Task A_request_whose_time_is_over_is_told_so_while_a_step_hangs()
    {
        var time = new ManualTime();
        var device = new HeldDevice();
        await using var stage = new WorkerStage(device, time: time);
        var question = stage.AskAsync(Question(limit: TimeSpan.FromSeconds(3)), Stop);
        await device.Entered.WaitAsync(Stop);

        time.Advance(TimeSpan.FromSeconds(4));
        var late = await Assert.ThrowsAsync<ModelRefusedException>(() => question);

        Assert.Equal(RefusalKind.Late, late.Kind);
        device.Allow(1_000);
    }

    [Fact]
    public async Task A_step_beyond_its_limit_is_left_and_its_requests_begin_anew()
    {
        var time = new ManualTime();
        var device = new HeldDevice();
        await using var stage = new WorkerStage(device, new ModelWorkerOptions { StepLimit = TimeSpan.FromSeconds(5) }, time);
        var question = Question(reply: 1);
        var asked = stage.AskAsync(question, Stop);
        await device.Entered.WaitAsync(Stop);

        time.Advance(TimeSpan.FromSeconds(6));
        await device.Entered.WaitAsync(Stop);
        device.Allow(10);
        var reply = await asked;

        Assert.Equal(VirtualDevice.ReplyTo(question), reply.Text);
        Assert.Equal(1, (await stage.Worker.ReadStatusAsync(Stop)).Crashes);
    }

    [Fact]
    public async Task A_model_that_cannot_be_started_says_why_and_is_tried_again_later()
    {
        var time = new ManualTime();
        var runners = new MissingOnce();
        await using var stage = new WorkerStage(runners, time: time);

        var first = await Assert.ThrowsAsync<ModelRefusedException>(() => stage.AskAsync(Question(), Stop));
        var second = await Assert.ThrowsAsync<ModelRefusedException>(() => stage.AskAsync(Question(), Stop));
        var down = await stage.Worker.ReadStatusAsync(Stop);
        time.Advance(TimeSpan.FromSeconds(31));
        var reply = await stage.AskAsync(Question(), Stop);

        Assert.Contains("no such folder", first.Message, StringComparison.Ordinal);
        Assert.Equal(first.Message, second.Message);
        Assert.Equal((WorkerPhase.Down, first.Message), (down.Phase, down.Reason));
        Assert.Equal(2, runners.Asked);
        Assert.Equal("0", reply.Version.Digest);
    }

    [Fact]
    public async Task The_status_shows_the_queues_and_the_work_done()
    {
        var device = new HeldDevice();
        await using var stage = new WorkerStage(device);
        var asked = Enumerable.Range(0, 20).Select(_ => stage.AskAsync(VirtualRequest.Chat(ModelLane.ArchiveCaption, "a", 10, 1), Stop)).ToList();
        await device.Entered.WaitAsync(Stop);
        await WaitForWaiting(stage, ModelLane.ArchiveCaption);

        var busy = await stage.Worker.ReadStatusAsync(Stop);
        device.Allow(1_000);
        await Task.WhenAll(asked);
        var idle = await stage.Worker.ReadStatusAsync(Stop);

        Assert.Equal(WorkerPhase.Working, busy.Phase);
        var lane = busy.Lanes.Single(l => l.Lane == ModelLane.ArchiveCaption);
        Assert.InRange(lane.Waiting + lane.UnderWay, 1, 20);
        Assert.Equal(20, idle.Completed);
        Assert.InRange(idle.TokensPerSecond, 0.001, double.MaxValue);
    }

    [Fact]
    public async Task What_a_runner_refuses_reaches_its_asker_alone()
    {
        await using var stage = new WorkerStage();

        var embedding = new EmbeddingRequest(RequestId.New(), ModelLane.LiveCaption, null, ["x"]);
        var refused = await Assert.ThrowsAsync<ModelRefusedException>(() => stage.AskAsync(embedding, Stop));
        await stage.AskAsync(Question(), Stop);

        Assert.Equal((RefusalKind.Impossible, "The virtual device only chats."), (refused.Kind, refused.Message));
    }

    private static async Task WaitForWaiting(WorkerStage stage, ModelLane lane)
    {
        while ((await stage.Worker.ReadStatusAsync(Stop)).Lanes.Single(l => l.Lane == lane).Waiting == 0) await Task.Yield();
    }

    private sealed class Pieces : IProgress<ModelToken>
    {
        private readonly ConcurrentQueue<ModelToken> _tokens = new();

        public string Text
        {
            get
            {
                var all = _tokens.ToList();
                return string.Concat(all.Skip(all.FindLastIndex(t => t.Index == 0)).Select(t => t.Text));
            }
        }

        public void Report(ModelToken value) => _tokens.Enqueue(value);
    }

    private sealed class MissingOnce : IModelRunnerFactory
    {
        public int Asked { get; private set; }

        public ValueTask<IModelRunner> CreateAsync(CancellationToken cancellationToken) => ++Asked == 1
            ? throw new ModelException("There is no such folder: models/missing.")
            : new VirtualDevice(VirtualLoads.Limits).CreateAsync(cancellationToken);
    }
}
