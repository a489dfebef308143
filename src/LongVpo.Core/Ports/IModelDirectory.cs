using LongVpo.Core.Models;

namespace LongVpo.Core.Ports;

/// <summary>Opens models by their names, each once however many videos use it.</summary>
public interface IModelDirectory
{
    /// <summary>Opens a model, or finds it open; <c>observed:</c> is none.</summary>
    /// <exception cref="ModelException">It cannot be used; the message is one sentence that says why and what to do.</exception>
    Task<OpenModel> OpenAsync(ModelName name, CancellationToken cancellationToken);
}
