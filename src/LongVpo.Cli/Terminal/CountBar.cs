namespace LongVpo.Cli.Terminal;

/// <summary>Shows a person how many of some things are done. Silent where nobody watches.</summary>
internal sealed class CountBar(string name) : IDisposable
{
    private const int Cells = 24;
    private readonly bool _shown = !Console.IsErrorRedirected;
    private readonly long _began = TimeProvider.System.GetTimestamp();
    private int _written;

    /// <summary>Tells how far it is.</summary>
    /// <param name="done">How many.</param>
    /// <param name="all">Of how many.</param>
    public void Report(long done, long all)
    {
        if (!_shown) return;
        var full = all == 0 ? 0 : (int)Math.Clamp(done * Cells / all, 0, Cells);
        var left = done == 0 ? string.Empty : $"  {Core.Time.TimeText.OfSeconds(TimeProvider.System.GetElapsedTime(_began).TotalSeconds * (all - done) / done)} left";
        var line = $"{name} [{new string('#', full)}{new string('-', Cells - full)}] {done} of {all}{left}";
        Console.Error.Write('\r' + line.PadRight(_written));
        _written = line.Length;
    }

    public void Dispose()
    {
        if (_written > 0) Console.Error.Write('\r' + new string(' ', _written) + '\r');
    }
}
