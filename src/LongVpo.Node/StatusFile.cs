using System.Text.Json;
using LongVpo.Actors.Video;
using LongVpo.Core.Ports;
using LongVpo.Node.Contract;
using LongVpo.Node.Models;
using Microsoft.Extensions.Logging;

namespace LongVpo.Node;

/// <summary>
/// Lets other processes see how the videos of a running node are doing: a small file in the store's folder, written anew every second and gone when the node ends in order.
/// Readers never disturb the node, and a file that is no longer refreshed tells them that nobody watches.
/// </summary>
internal sealed partial class StatusFile : IAsyncDisposable
{
    /// <summary>A file older than this was left behind by a process that died: several refreshes of a busy machine may be late.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);

    private readonly VideoSystem _videos;
    private readonly ModelRoom _models;
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public StatusFile(VideoSystem videos, ModelRoom models, string folder, TimeProvider time, ILogger log)
    {
        (_videos, _models, _path, _time, _log) = (videos, models, PathIn(folder), time, log);
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Where the node takes requests; null while it takes none.</summary>
    public string? Url { get; set; }

    /// <summary>The last word of a node that runs now; null when none does.</summary>
    public static StatusDocument? Read(string folder, DateTimeOffset now)
    {
        try
        {
            var document = JsonSerializer.Deserialize(File.ReadAllText(PathIn(folder)), ContractJson.Readable.StatusDocument);
            return document is not null && (now - document.At).Duration() < Stale ? document : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
        try
        {
            File.Delete(_path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogUnwritten(_log, _path, failure.Message);
        }
    }

    private static string PathIn(string folder) => Path.Combine(folder, "status.json");

    private async Task LoopAsync()
    {
        using var timer = new PeriodicTimer(Refresh, _time);
        try
        {
            do await WriteAsync(_stop.Token);
            while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The node ends.
        }
    }

    // A full disk must not end the watching; whoever reads sees that the file is not refreshed.
    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            var videos = await _videos.StatusAsync(cancellationToken);
            var document = new StatusDocument(_time.GetUtcNow(), Running: true, [.. videos.Select(WatchDocuments.From)])
            {
                Models = [.. (await _models.StatusAsync(cancellationToken)).Select(WatchDocuments.From)], Url = Url,
            };
            var next = _path + ".next";
            await File.WriteAllTextAsync(next, JsonSerializer.Serialize(document, ContractJson.Readable.StatusDocument), cancellationToken);
            File.Move(next, _path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or StoreException)
        {
            LogUnwritten(_log, _path, failure.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Path} cannot be written: {Reason}")]
    private static partial void LogUnwritten(ILogger logger, string path, string reason);
}
