namespace LongVpo.TestKit;

/// <summary>A clock that stands still until a test moves it, so that hours pass in microseconds and in a known order.</summary>
public sealed class ManualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        lock (_gate) _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Timers that are waiting; a test waits for the one it expects before it advances.</summary>
    public int WaitingTimers
    {
        get
        {
            lock (_gate) return _timers.Count(t => t.DueAt is not null);
        }
    }

    /// <summary>Moves the clock forward, running every timer on its way in order of its due time.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        DateTimeOffset target;
        lock (_gate) target = _now + by;
        while (true)
        {
            ManualTimer? next;
            lock (_gate)
            {
                next = _timers.Where(t => t.DueAt <= target).MinBy(t => t.DueAt);
                if (next is null)
                {
                    if (target > _now) _now = target;
                    return;
                }

                if (next.DueAt > _now) _now = next.DueAt.Value;
                next.Wind();
            }

            next.Call();
        }
    }

    private void FireIfDue(ManualTimer timer)
    {
        lock (_gate)
        {
            if (timer.DueAt is not { } due || due > _now) return;
            timer.Wind();
        }

        timer.Call();
    }

    private void Remove(ManualTimer timer)
    {
        lock (_gate)
        {
            timer.Stop();
            _timers.Remove(timer);
        }
    }

    // What is due and how often is read and written under the clock's lock only, or a timer set while another thread moves the clock could be missed for ever.
    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset? DueAt { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                DueAt = dueTime == Timeout.InfiniteTimeSpan ? null : time._now + dueTime;
                _period = period;
            }

            // As with a real clock, what is due at once does not wait for the clock to move.
            if (dueTime == TimeSpan.Zero) ThreadPool.QueueUserWorkItem(_ => time.FireIfDue(this));
            return true;
        }

        public void Wind() => DueAt = _period == Timeout.InfiniteTimeSpan || _period == TimeSpan.Zero ? null : DueAt + _period;

        public void Stop() => DueAt = null;

        public void Call() => callback(state);

        public void Dispose() => time.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
