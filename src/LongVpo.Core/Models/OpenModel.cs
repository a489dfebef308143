using System.Collections.Immutable;
using LongVpo.Core.Models.Asking;
using LongVpo.Core.Ports;

namespace LongVpo.Core.Models;

/// <summary>A model that is ready to be asked.</summary>
/// <param name="Name">As a person wrote it.</param>
/// <param name="Version">The weights it had when it was opened.</param>
/// <param name="Worker">Who asks it, shared with everybody else.</param>
public sealed record OpenModel(ModelName Name, ModelVersion Version, IModelWorker Worker)
{
    /// <summary>How it wants to be asked, where it understands no other words; null for models that understand a prompt.</summary>
    public ModelWording? Wording { get; init; }

    /// <summary>Weights that stood under this name before: what they said need not be said again.</summary>
    public ImmutableArray<ModelVersion> Before { get; init; } = [];
}
