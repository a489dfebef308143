using LongVpo.Core.Options;

namespace LongVpo.Actors.Kernel;

/// <summary>Counts the restarts of one actor and says how long to wait before the next, or that it is enough.</summary>
public sealed class RestartWindow
{
    private readonly RestartOptions _options;
    private readonly TimeProvider _time;
    private readonly Func<double> _jitter;
    private readonly Queue<DateTimeOffset> _restarts = new();

    /// <param name="options">The limits.</param>
    /// <param name="time">Whose time the window is measured in.</param>
    /// <param name="jitter">A number from 0 up to 1 for each wait.</param>
    public RestartWindow(RestartOptions options, TimeProvider time, Func<double> jitter)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(jitter);
        (_options, _time, _jitter) = (options, time, jitter);
    }

    /// <summary>Takes note of a failure now: the wait before the restart, or null when the window is used up.</summary>
    public TimeSpan? Next()
    {
        var now = _time.GetUtcNow();
        while (_restarts.TryPeek(out var oldest) && now - oldest > _options.Window) _restarts.Dequeue();
        if (_restarts.Count >= _options.MaxRestarts) return null;
        // Beyond 30 doublings any first delay has long passed any longest one.
        var delay = _options.FirstDelay * Math.Pow(2, Math.Min(_restarts.Count, 30));
        if (delay > _options.MaxDelay) delay = _options.MaxDelay;
        _restarts.Enqueue(now);
        return delay * (1 + (_options.Jitter * ((2 * _jitter()) - 1)));
    }
}
