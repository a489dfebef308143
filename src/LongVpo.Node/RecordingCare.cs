using LongVpo.Media.Recording;
using Microsoft.Extensions.Logging;

namespace LongVpo.Node;

/// <summary>Removes recordings that are too old also of videos that nobody watches any more; those that are watched look after their own.</summary>
internal sealed partial class RecordingCare : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly RecordingRoom _room;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public RecordingCare(RecordingRoom room, TimeProvider time, ILogger<RecordingCare> log)
    {
        (_room, _time, _log) = (room, time, log);
        _loop = Task.Run(LoopAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task LoopAsync()
    {
        using var timer = new PeriodicTimer(Every, _time);
        try
        {
            do Sweep();
            while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The node ends.
        }
    }

    private void Sweep()
    {
        try
        {
            _room.SweepAll();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogUnswept(failure.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Old recordings could not be looked for: {Reason}")]
    private partial void LogUnswept(string reason);
}
