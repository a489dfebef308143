namespace LongVpo.Node.Http.Security;

/// <summary>A fixed number of places for work that is long or heavy; who finds none is told to come back, and nobody waits in a line that grows.</summary>
internal sealed class Slots(int count, string refusal)
{
    private int _taken;

    /// <summary>Takes a place; disposing what comes back frees it.</summary>
    /// <exception cref="RequestRefusedException">All are taken.</exception>
    public IDisposable Take()
    {
        if (Interlocked.Increment(ref _taken) <= count) return new Place(this);
        Interlocked.Decrement(ref _taken);
        throw new RequestRefusedException(429, refusal) { RetryAfter = TimeSpan.FromSeconds(1) };
    }

    private sealed class Place(Slots slots) : IDisposable
    {
        private int _freed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _freed, 1) == 0) Interlocked.Decrement(ref slots._taken);
        }
    }
}
