using System.Globalization;
using LongVpo.Core.Time;
using LongVpo.Node.Contract;

namespace LongVpo.Cli.Terminal;

/// <summary>Shows a person that long work moves: how far, how fast against real time, and how long it still takes. Silent where nobody watches.</summary>
/// <param name="name">What is worked on.</param>
/// <param name="parts">What is counted.</param>
internal sealed class ProgressBar(string name, string parts = "segments") : IProgress<ProgressDocument>, IDisposable
{
    private const int Cells = 24;
    private readonly bool _shown = !Console.IsErrorRedirected;
    private int _written;

    public void Report(ProgressDocument value)
    {
        if (!_shown) return;
        var left = value.SecondsLeft is { } seconds ? $"{TimeText.OfSeconds(seconds)} left" : "length unknown";
        var bar = value.Duration is > 0 and var duration ? Bar(value.Position / duration) : new string('.', Cells);
        var line = string.Create(CultureInfo.InvariantCulture,
            $"{name} [{bar}] {TimeText.OfSeconds(value.Position)} of {TimeText.OfSeconds(value.Duration ?? value.Position)}  {value.Rate:0.0}x real time  {value.Segments} {parts}  {left}");
        var width = Math.Max(20, Width() - 1);
        if (line.Length > width) line = line[..width];
        Console.Error.Write('\r' + line.PadRight(_written));
        _written = line.Length;
    }

    public void Dispose()
    {
        if (_written > 0) Console.Error.Write('\r' + new string(' ', _written) + '\r');
    }

    private static string Bar(double share)
    {
        var full = (int)Math.Round(Math.Clamp(share, 0, 1) * Cells);
        return new string('#', full) + new string('-', Cells - full);
    }

    private static int Width()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : 100;
        }
        catch (IOException)
        {
            return 100;
        }
    }
}
