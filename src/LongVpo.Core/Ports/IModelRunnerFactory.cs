namespace LongVpo.Core.Ports;

/// <summary>Makes the runner of one worker, at its start and after every crash.</summary>
public interface IModelRunnerFactory
{
    /// <exception cref="LongVpo.Core.Models.ModelException">The model cannot be loaded; trying again does not help.</exception>
    ValueTask<IModelRunner> CreateAsync(CancellationToken cancellationToken);
}
