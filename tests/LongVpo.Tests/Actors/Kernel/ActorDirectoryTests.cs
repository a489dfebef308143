using System.Threading.Channels;
using LongVpo.Actors.Kernel;
using LongVpo.Core.Options;
using LongVpo.TestKit;

namespace LongVpo.Tests.Actors.Kernel;

/// <summary>Exactly one actor per id, there when it is spoken to and gone when nobody speaks to it.</summary>
public sealed class ActorDirectoryTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly RecordingLogs _logs = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _logs.Dispose();

    [Fact]
    public async Task An_idle_actor_leaves_and_the_next_message_brings_it_back()
    {
        var diary = Channel.CreateUnbounded<string>();
        await using var directory = new ActorDirectory<int, ProbeMessage>(key => new ActorCell<ProbeMessage>(
            new ActorSettings { Name = $"actor {key}", IdleAfter = TimeSpan.FromMinutes(5) }, context => new Probe(context, diary.Writer), _time, _logs));
        await directory.TellAsync(7, new ProbeMessage.Note("first"), Lane.Data, Token);
        Assert.Equal("actor 7 starts", await diary.Reader.ReadAsync(Token));
        Assert.Equal("first", await diary.Reader.ReadAsync(Token));
        while (_time.WaitingTimers == 0) await Task.Yield();

        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("actor 7 ends", await diary.Reader.ReadAsync(Token));
        await directory.TellAsync(7, new ProbeMessage.Note("second"), Lane.Data, Token);

        Assert.Equal("actor 7 starts", await diary.Reader.ReadAsync(Token));
        Assert.Equal("second", await diary.Reader.ReadAsync(Token));
    }

    [Fact]
    public async Task A_seeded_storm_of_crashes_and_departures_applies_every_acknowledged_command_exactly_once()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var ledgers = Enumerable.Range(0, 3).Select(_ => new Ledger()).ToArray();
            await using (var directory = Directory(seed, ledgers))
            {
                await Task.WhenAll(Enumerable.Range(0, 4).Select(sender => SendAsync(directory, seed, sender)));
            }

            foreach (var ledger in ledgers)
            {
                Assert.False(ledger.HadTwoWriters, $"seed {seed}: two actors of one id lived at once");
                Assert.Equal(ledger.Entries.Distinct(), ledger.Entries);
            }

            Assert.Equal(4 * 25, ledgers.Sum(l => l.Entries.Count));
            foreach (var bySender in ledgers.SelectMany(l => l.Entries.GroupBy(e => e / 1000))) Assert.Equal(bySender.Order(), bySender);
        }
    }

    private ActorDirectory<int, LedgerCommand> Directory(int seed, Ledger[] ledgers)
    {
        var dice = new SeededDice(seed);
        var settings = new ActorSettings
        {
            Name = "ledger",
            Restart = new RestartOptions { MaxRestarts = 1_000_000, FirstDelay = TimeSpan.Zero },
            Inbox = new InboxOptions { CapacityMessages = 2, ControlCapacityMessages = 2 },
            IdleAfter = TimeSpan.FromTicks(1),
            Supervise = _ => dice.Next(4) == 0 ? Supervision.GiveUp : Supervision.Restart,
        };
        return new ActorDirectory<int, LedgerCommand>(key => new ActorCell<LedgerCommand>(settings, _ => new LedgerActor(ledgers[key], dice), TimeProvider.System, _logs));
    }

    // Asks again until the answer comes: a crash may have happened before or after the entry was written, and the sender cannot know.
    private static async Task SendAsync(ActorDirectory<int, LedgerCommand> directory, int seed, int sender)
    {
        var random = new Random((seed * 100) + sender);
        for (var number = 0; number < 25; number++)
        {
            var (key, entry) = (random.Next(3), (sender * 1000) + number);
            for (var done = false; !done;)
            {
                try
                {
                    done = await directory.AskAsync<bool>(key, reply => new LedgerCommand(entry, reply), Timeout.InfiniteTimeSpan, Token);
                }
                catch (InvalidOperationException)
                {
                    // The injected crash, handed to the asker.
                }
                catch (ActorStoppedException)
                {
                    // Given up before the answer; the next question starts it again.
                }
            }
        }
    }
}
