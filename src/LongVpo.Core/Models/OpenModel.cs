using LongVpo.Core.Ports;

namespace LongVpo.Core.Models;

/// <summary>A model that is ready to be asked.</summary>
/// <param name="Name">As a person wrote it.</param>
/// <param name="Version">The weights it had when it was opened.</param>
/// <param name="Worker">Who asks it, shared with everybody else.</param>
public sealed record OpenModel(ModelName Name, ModelVersion Version, IModelWorker Worker);
