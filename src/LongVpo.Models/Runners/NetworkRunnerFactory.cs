using LongVpo.Core.Models;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Runners;

/// <summary>Makes runners of one model's folder, each with an engine of its own, so that after a crash nothing of the old one is used.</summary>
/// <param name="engine">Makes an engine.</param>
/// <param name="folder">The model's folder.</param>
/// <param name="shelf">Where its pictures are.</param>
/// <param name="options">Limits and budgets.</param>
/// <param name="positions">How positions are stretched instead of as the folder says; null leaves them.</param>
public sealed class NetworkRunnerFactory(Func<ITensorEngine> engine, string folder, IPictureShelf shelf, GenerationOptions options, PositionChoice? positions = null) : IModelRunnerFactory
{
    /// <inheritdoc/>
    public async ValueTask<IModelRunner> CreateAsync(CancellationToken cancellationToken) => await NetworkRunner.LoadAsync(engine(), folder, shelf, options, positions, cancellationToken);
}
