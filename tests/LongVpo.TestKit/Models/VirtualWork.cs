using LongVpo.Core.Ports;

namespace LongVpo.TestKit.Models;

/// <summary>Work of so many steps that takes the device alone.</summary>
public sealed class VirtualWork(int steps) : IExclusiveWork
{
    public string Name => "virtual training";

    public int Done { get; private set; }

    /// <summary>Times the next steps run out of memory.</summary>
    public int Failures { get; set; }

    public ValueTask<bool> StepAsync(CancellationToken cancellationToken)
    {
        if (Failures-- > 0) throw new InsufficientMemoryException("No room to train.");
        Assert.True(Done < steps, "Work that was done is asked to go on.");
        return ValueTask.FromResult(++Done == steps);
    }
}
