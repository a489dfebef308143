using LongVpo.Media.Simulation.Faults;

namespace LongVpo.Media.Simulation.Servers;

/// <summary>One protocol's way to bring units to readers. It never makes the footage wait: who cannot keep up is cut off, as by any live source.</summary>
internal interface ISimulatedServer : IAsyncDisposable
{
    /// <summary>What a reader opens.</summary>
    string Url { get; }

    /// <summary>Whether a reader can still fetch what was sent while the door was closed.</summary>
    bool KeepsPast => false;

    /// <summary>Done when somebody reads.</summary>
    Task ReaderCame { get; }

    /// <summary>Hands a unit to every reader.</summary>
    /// <returns>How many readers get it.</returns>
    int Send(UnitSent unit);

    /// <summary>Cuts every connection and refuses new ones.</summary>
    void CloseDoor();

    /// <summary>Takes connections again.</summary>
    void OpenDoor();

    /// <summary>Tells readers that the footage is over, as the protocol does, and waits until they have all of it.</summary>
    Task FinishAsync(CancellationToken cancellationToken);
}
