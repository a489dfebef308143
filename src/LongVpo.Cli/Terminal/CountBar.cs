using System.Globalization;
using LongVpo.Core.Time;
using LongVpo.Training.Evaluation;

namespace LongVpo.Cli.Terminal;

/// <summary>Shows a person how far a judgement is, how fast, and how long it still takes. Silent where nobody watches.</summary>
internal sealed class CountBar(string name) : IProgress<EvaluationProgress>, IDisposable
{
    private const int Cells = 24;
    private readonly bool _shown = !Console.IsErrorRedirected;
    private int _written;

    public void Report(EvaluationProgress value)
    {
        if (!_shown) return;
        var rate = value.Done / Math.Max(1e-3, value.Seconds);
        var full = (int)Math.Round(Math.Clamp(value.Done / (double)Math.Max(1, value.All), 0, 1) * Cells);
        var left = rate > 0 ? TimeText.OfSeconds(Math.Round((value.All - value.Done) / rate)) + " left" : string.Empty;
        var line = string.Create(CultureInfo.InvariantCulture, $"{name} [{new string('#', full)}{new string('-', Cells - full)}] {value.Done} of {value.All} questions  {rate:0.0}/s  {left}");
        Console.Error.Write('\r' + line.PadRight(_written));
        _written = line.Length;
    }

    public void Dispose()
    {
        if (_written > 0) Console.Error.Write('\r' + new string(' ', _written) + '\r');
    }
}
