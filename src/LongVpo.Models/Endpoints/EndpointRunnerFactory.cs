using LongVpo.Core.Models;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using Polly;
using Polly.CircuitBreaker;

namespace LongVpo.Models.Endpoints;

/// <summary>Connects to an OpenAI-compatible service: finds out whether it is there and has the model, and says so in one sentence when not.</summary>
/// <param name="name">An <c>openai:</c> name.</param>
/// <param name="options">How it is asked.</param>
/// <param name="pictures">Where the pictures of prompts are.</param>
/// <param name="time">The clock of pauses and deadlines.</param>
public sealed class EndpointRunnerFactory(ModelName name, EndpointOptions options, IPictureShelf pictures, TimeProvider time) : IModelRunnerFactory
{
    /// <inheritdoc/>
    public async ValueTask<IModelRunner> CreateAsync(CancellationToken cancellationToken)
    {
        var client = new EndpointClient(name, options, time);
        try
        {
            var pipeline = EndpointPipeline.Create(options, time);
            var models = await pipeline.ExecuteAsync(async ct => await client.ListAsync(ct), cancellationToken);
            return new EndpointRunner(client, VersionIn(models), pictures, options, pipeline, time);
        }
        catch (Exception failure)
        {
            client.Dispose();
            if (failure is EndpointException or BrokenCircuitException) throw new ModelException((failure.InnerException as EndpointException ?? failure).Message, failure);
            throw;
        }
    }

    private ModelVersion VersionIn(IReadOnlyList<ListedModel>? models)
    {
        var listed = models?.FirstOrDefault(m => m.Id == name.Model);
        // llama.cpp serves its one model under any name; Ollama adds a tag to a name without one.
        listed ??= models is [{ Owner: "llamacpp" } only] ? only : models?.FirstOrDefault(m => m.Id == $"{name.Model}:latest");
        if (listed is null && models is { Count: > 0 })
        {
            var some = string.Join(", ", models.Take(5).Select(m => m.Id));
            throw new ModelException($"The model service at {name.Place} has no model '{name.Model}': it has {some}{(models.Count > 5 ? ", …" : string.Empty)}.");
        }

        return new ModelVersion(name.ToString(), listed is null ? "not told" : string.Join(' ', new[] { listed.Owner, listed.Root.Length > 0 ? listed.Root : listed.Id }.Where(t => t.Length > 0)));
    }
}
