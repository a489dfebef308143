using LongVpo.Actors.Kernel;

namespace LongVpo.Tests.Actors.Kernel;

/// <summary>What outlives the actors of a simulation: entries that are written, and whether two ever wrote at once.</summary>
public sealed class Ledger
{
    private int _writers;

    public List<int> Entries { get; } = [];

    public bool HadTwoWriters { get; private set; }

    public void Enter() => HadTwoWriters |= Interlocked.Increment(ref _writers) > 1;

    public void Leave() => Interlocked.Decrement(ref _writers);
}

/// <summary>Write this entry, unless it is there already, and say so.</summary>
public sealed record LedgerCommand(int Entry, Reply<bool> Done);

/// <summary>Random numbers that several threads may draw from one seed.</summary>
public sealed class SeededDice(int seed)
{
    private readonly Random _random = new(seed);

    public int Next(int below)
    {
        lock (_random) return _random.Next(below);
    }
}

/// <summary>An actor that crashes at random before and after its durable effect, and relies on the effect alone after a restart.</summary>
public sealed class LedgerActor : IActor<LedgerCommand>, IDisposable
{
    private readonly Ledger _ledger;
    private readonly SeededDice _dice;

    public LedgerActor(Ledger ledger, SeededDice dice)
    {
        (_ledger, _dice) = (ledger, dice);
        ledger.Enter();
    }

    public async ValueTask HandleAsync(LedgerCommand message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_dice.Next(6) == 0) throw new InvalidOperationException("crash before");
        if (_dice.Next(3) == 0) await Task.Yield();
        if (!_ledger.Entries.Contains(message.Entry)) _ledger.Entries.Add(message.Entry);
        if (_dice.Next(6) == 0) throw new InvalidOperationException("crash after");
        message.Done.Give(true);
    }

    public void Dispose() => _ledger.Leave();
}
