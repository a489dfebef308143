using System.Threading.Channels;
using LongVpo.Actors.Kernel;
using LongVpo.Core.Options;
using LongVpo.TestKit;

namespace LongVpo.Tests.Actors.Kernel;

/// <summary>What everything above relies on: one message at a time, bounded inboxes, restarts that lose only the bad message, and stops that leave nothing behind.</summary>
public sealed class ActorCellTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly RecordingLogs _logs = new();
    private readonly Channel<string> _diary = Channel.CreateUnbounded<string>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _logs.Dispose();

    [Fact]
    public async Task Control_messages_overtake_data_and_each_lane_keeps_its_order()
    {
        await using var cell = Cell(new ActorSettings { Name = "a" });
        var open = await OccupyAsync(cell);
        foreach (var text in new[] { "d1", "d2" }) await cell.TellAsync(new ProbeMessage.Note(text), Lane.Data, Token);
        foreach (var text in new[] { "c1", "c2" }) await cell.TellAsync(new ProbeMessage.Note(text), Lane.Control, Token);

        open.SetResult();

        Assert.Equal(["a starts", "c1", "c2", "d1", "d2"], await ReadAsync(5));
    }

    [Fact]
    public async Task A_full_inbox_makes_its_sender_wait_and_loses_nothing()
    {
        await using var cell = Cell(new ActorSettings { Name = "a", Inbox = new InboxOptions { CapacityMessages = 2 } });
        var open = await OccupyAsync(cell);
        Assert.True(cell.TryTell(new ProbeMessage.Note("1"), Lane.Data));
        Assert.True(cell.TryTell(new ProbeMessage.Note("2"), Lane.Data));
        Assert.False(cell.TryTell(new ProbeMessage.Note("refused"), Lane.Data));
        var waiting = cell.TellAsync(new ProbeMessage.Note("3"), Lane.Data, Token).AsTask();
        Assert.False(waiting.IsCompleted);

        open.SetResult();
        await waiting;

        Assert.Equal(["a starts", "1", "2", "3"], await ReadAsync(4));
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_is_a_timeout_that_names_the_limit()
    {
        await using var cell = Cell(new ActorSettings { Name = "a" });
        var asked = cell.AskAsync<int>(r => new ProbeMessage.Silence(r), TimeSpan.FromSeconds(7), Token);
        Assert.Equal(0, await cell.AskAsync<int>(r => new ProbeMessage.Count(r), Timeout.InfiniteTimeSpan, Token));

        _time.Advance(TimeSpan.FromSeconds(7));

        var timeout = await Assert.ThrowsAsync<AskTimeoutException>(() => asked);
        Assert.Equal(TimeSpan.FromSeconds(7), timeout.Limit);
        Assert.Contains("within 7 s", timeout.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_actor_starts_anew_after_pauses_that_double_and_handles_what_waited()
    {
        var restart = new RestartOptions { FirstDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(3), Jitter = 0 };
        await using var cell = Cell(new ActorSettings { Name = "a", Restart = restart });
        await cell.TellAsync(new ProbeMessage.Note("before"), Lane.Data, Token);
        Assert.Equal(["a starts", "before"], await ReadAsync(2));
        foreach (var seconds in new[] { 1, 2, 3 })
        {
            await cell.TellAsync(new ProbeMessage.Fail("bad"), Lane.Data, Token);
            await cell.TellAsync(new ProbeMessage.Note("after"), Lane.Data, Token);
            Assert.Equal(["a ends"], await ReadAsync(1));
            await TimerAsync();

            _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
            Assert.False(_diary.Reader.TryRead(out _));
            _time.Advance(TimeSpan.FromTicks(1));

            Assert.Equal(["a starts", "after"], await ReadAsync(2));
            Assert.Equal(1, await cell.AskAsync<int>(r => new ProbeMessage.Count(r), Timeout.InfiniteTimeSpan, Token));
        }
    }

    [Fact]
    public async Task Too_many_failures_in_a_window_end_the_actor_with_its_reason()
    {
        var restart = new RestartOptions { MaxRestarts = 2, FirstDelay = TimeSpan.Zero };
        await using var cell = Cell(new ActorSettings { Name = "a", Restart = restart });
        for (var i = 0; i < 3; i++) await cell.TellAsync(new ProbeMessage.Fail($"bad {i}"), Lane.Data, Token);

        var exit = await cell.Completion;

        Assert.Equal((ActorExitKind.GivenUp, "bad 2"), (exit.Kind, exit.Failure?.Message));
        Assert.Equal(["a starts", "a ends", "a starts", "a ends", "a starts", "a is given up: bad 2", "a ends"], await ReadAsync(7));
        await Assert.ThrowsAsync<ActorStoppedException>(() => cell.AskAsync<int>(r => new ProbeMessage.Count(r), Timeout.InfiniteTimeSpan, Token));
    }

    [Fact]
    public async Task Who_waits_for_an_answer_when_the_actor_is_given_up_hears_why()
    {
        await using var cell = Cell(new ActorSettings { Name = "a", Supervise = _ => Supervision.GiveUp });
        var open = await OccupyAsync(cell);
        var asked = cell.AskAsync<int>(r => new ProbeMessage.Silence(r), Timeout.InfiniteTimeSpan, Token);
        await cell.TellAsync(new ProbeMessage.Fail("the disk is full"), Lane.Data, Token);

        open.SetResult();

        var stopped = await Assert.ThrowsAsync<ActorStoppedException>(() => asked);
        Assert.Contains("the disk is full", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_message_that_the_supervisor_forgives_costs_only_itself()
    {
        await using var cell = Cell(new ActorSettings { Name = "a", Supervise = _ => Supervision.Resume });
        await cell.TellAsync(new ProbeMessage.Note("1"), Lane.Data, Token);
        await cell.TellAsync(new ProbeMessage.Fail("bad"), Lane.Data, Token);
        await cell.TellAsync(new ProbeMessage.Note("2"), Lane.Data, Token);

        Assert.Equal(["a starts", "1", "2"], await ReadAsync(3));
        Assert.Equal(2, await cell.AskAsync<int>(r => new ProbeMessage.Count(r), Timeout.InfiniteTimeSpan, Token));
        Assert.Contains(_logs.Entries, e => e.Text.Contains("could not carry out Fail", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stopping_works_off_the_inbox_first_and_then_refuses()
    {
        var cell = Cell(new ActorSettings { Name = "a" });
        var open = await OccupyAsync(cell);
        await cell.TellAsync(new ProbeMessage.Note("still handled"), Lane.Data, Token);
        var stopping = cell.StopAsync();
        await Assert.ThrowsAsync<ActorStoppedException>(() => cell.TellAsync(new ProbeMessage.Note("late"), Lane.Data, Token).AsTask());

        open.SetResult();

        Assert.Equal(ActorExit.Stopped, await stopping);
        Assert.Equal(["a starts", "still handled", "a ends"], await ReadAsync(3));
    }

    [Fact]
    public async Task A_message_that_outlasts_the_drain_limit_is_cancelled()
    {
        var cell = Cell(new ActorSettings { Name = "a", Inbox = new InboxOptions { DrainLimit = TimeSpan.FromSeconds(5) } });
        await OccupyAsync(cell);
        var stopping = cell.StopAsync();
        await TimerAsync();

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(ActorExitKind.Stopped, (await stopping).Kind);
        Assert.Equal(["a starts", "a ends"], await ReadAsync(2));
    }

    [Fact]
    public async Task A_child_that_fails_is_told_to_its_parent_even_when_the_parents_inbox_was_full()
    {
        var inbox = new InboxOptions { CapacityMessages = 1, ControlCapacityMessages = 1 };
        var child = new ActorSettings { Name = "child", Supervise = _ => Supervision.GiveUp };
        await using var parent = Cell(new ActorSettings { Name = "parent", Inbox = inbox }, child);
        var spawned = await parent.AskAsync<ActorCell<ProbeMessage>>(r => new ProbeMessage.Spawn(r), Timeout.InfiniteTimeSpan, Token);
        var open = await OccupyAsync(parent);
        Assert.True(parent.TryTell(new ProbeMessage.Note("fills the lane"), Lane.Control));

        await spawned.TellAsync(new ProbeMessage.Fail("broken"), Lane.Data, Token);
        Assert.Equal(ActorExitKind.GivenUp, (await spawned.Completion).Kind);
        open.SetResult();

        Assert.Contains("child GivenUp: broken", await ReadAsync(6));
    }

    [Fact]
    public async Task A_restart_ends_children_and_work_of_the_life_that_failed()
    {
        var restart = new RestartOptions { FirstDelay = TimeSpan.Zero };
        await using var parent = Cell(new ActorSettings { Name = "parent", Restart = restart }, new ActorSettings { Name = "child" });
        var child = await parent.AskAsync<ActorCell<ProbeMessage>>(r => new ProbeMessage.Spawn(r), Timeout.InfiniteTimeSpan, Token);
        var cancelled = new TaskCompletionSource();
        await parent.TellAsync(new ProbeMessage.Work(async token =>
        {
            await using var _ = token.Register(() => cancelled.TrySetResult());
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        }), Lane.Data, Token);
        await parent.TellAsync(new ProbeMessage.Fail("bad"), Lane.Data, Token);
        await parent.TellAsync(new ProbeMessage.Note("next life"), Lane.Data, Token);

        var diary = await ReadAsync(6);

        await cancelled.Task.WaitAsync(Token);
        Assert.True(child.Completion.IsCompletedSuccessfully);
        Assert.Equal(["child ends", "parent ends", "parent starts", "next life"], diary.Skip(2));
    }

    [Fact]
    public async Task Work_beside_the_inbox_reports_its_failure_as_a_message()
    {
        await using var cell = Cell(new ActorSettings { Name = "a" });
        await cell.TellAsync(new ProbeMessage.Work(_ => throw new InvalidOperationException("no picture")), Lane.Data, Token);

        Assert.Equal(["a starts", "work: no picture"], await ReadAsync(2));
    }

    private ActorCell<ProbeMessage> Cell(ActorSettings settings, ActorSettings? child = null) =>
        new(settings, context => new Probe(context, _diary.Writer, child), _time, _logs);

    private static async Task<TaskCompletionSource> OccupyAsync(ActorCell<ProbeMessage> cell)
    {
        var (entered, open) = (new TaskCompletionSource(), new TaskCompletionSource());
        await cell.TellAsync(new ProbeMessage.Wait(entered, open.Task), Lane.Control, Token);
        await entered.Task.WaitAsync(Token);
        return open;
    }

    private async Task<List<string>> ReadAsync(int lines)
    {
        var read = new List<string>();
        while (read.Count < lines) read.Add(await _diary.Reader.ReadAsync(Token));
        return read;
    }

    // The pause begins a moment after the life before it has ended; there is no event for a timer having been set.
    private async Task TimerAsync()
    {
        while (_time.WaitingTimers == 0)
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
