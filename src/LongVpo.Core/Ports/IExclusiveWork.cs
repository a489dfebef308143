namespace LongVpo.Core.Ports;

/// <summary>Work that needs the whole device while it runs and can pause between its steps, such as training.</summary>
public interface IExclusiveWork
{
    /// <summary>What it is, for people.</summary>
    string Name { get; }

    /// <summary>Does the next step; true when there is no further one.</summary>
    /// <exception cref="OutOfMemoryException">There was no room; everything else is released before the step is tried once more.</exception>
    ValueTask<bool> StepAsync(CancellationToken cancellationToken);
}
