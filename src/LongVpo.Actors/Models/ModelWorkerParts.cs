using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using Microsoft.Extensions.Logging;

namespace LongVpo.Actors.Models;

/// <summary>What a model worker is made of.</summary>
/// <param name="Name">The model's name, as in its URI.</param>
/// <param name="Runners">Makes what runs it.</param>
/// <param name="Options">How it is shared.</param>
/// <param name="Restart">How often a runner that crashed is made anew.</param>
/// <param name="Time">The clock of deadlines and pauses.</param>
/// <param name="Logs">Where crashes are told.</param>
public sealed record ModelWorkerParts(
    string Name, IModelRunnerFactory Runners, ModelWorkerOptions Options, RestartOptions Restart, TimeProvider Time, ILoggerFactory Logs);
