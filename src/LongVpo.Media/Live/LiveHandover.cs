using LongVpo.Media.Native;

namespace LongVpo.Media.Live;

/// <summary>
/// Keeps the connection that was opened to say what a source is for whoever watches it next: what came meanwhile is then seen too, and a source that serves one reader
/// at a time is opened once. Safe to use from any thread.
/// </summary>
/// <param name="time">The clock of the waiting.</param>
public sealed class LiveHandover(TimeProvider time) : IDisposable
{
    // From an answer to the watch that follows it takes a moment; a connection that nobody fetches is closed, because the source counts it as a reader.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    // Connections beyond this many are closed at once rather than kept: their watches open them again, as they would without this.
    private const int Most = 32;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Waiting> _waiting = new(StringComparer.Ordinal);
    private bool _closed;

    /// <summary>Keeps a session that nothing was read from; it belongs to this from now on.</summary>
    internal void Offer(LiveLocation location, AvSession session)
    {
        session.Adopt(CancellationToken.None);
        var waiting = new Waiting(session);
        Waiting? replaced;
        lock (_gate)
        {
            if (_waiting.Remove(location.Text, out replaced)) replaced.Timer?.Dispose();
            if (!_closed && _waiting.Count < Most)
            {
                _waiting[location.Text] = waiting;
                waiting.Timer = time.CreateTimer(_ => Expire(location.Text, waiting), null, Kept, Timeout.InfiniteTimeSpan);
            }
            else
            {
                replaced = waiting;
            }
        }

        replaced?.Session.Dispose();
    }

    /// <summary>The session of this location, which is the caller's from now on; null when none is kept.</summary>
    internal AvSession? Take(LiveLocation location, CancellationToken cancellationToken)
    {
        Waiting? found;
        lock (_gate)
        {
            if (!_waiting.Remove(location.Text, out found)) return null;
            found.Timer?.Dispose();
        }

        found.Session.Adopt(cancellationToken);
        return found.Session;
    }

    /// <summary>Closes what nobody fetched, and keeps nothing from now on.</summary>
    public void Dispose()
    {
        List<Waiting> left;
        lock (_gate)
        {
            _closed = true;
            left = [.. _waiting.Values];
            _waiting.Clear();
        }

        foreach (var waiting in left)
        {
            waiting.Timer?.Dispose();
            waiting.Session.Dispose();
        }
    }

    private void Expire(string key, Waiting waiting)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(key, out var kept) || kept != waiting) return;
            _waiting.Remove(key);
        }

        waiting.Timer?.Dispose();
        waiting.Session.Dispose();
    }

    private sealed class Waiting(AvSession session)
    {
        public AvSession Session { get; } = session;

        public ITimer? Timer { get; set; }
    }
}
