using Microsoft.Extensions.Hosting;

namespace LongVpo.Node.Http;

/// <summary>Leaves signals to the program: the host's own lifetime would end HTTP beside the program's order and write its own words to the console.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
