using System.Globalization;
using System.Text.Json;
using LongVpo.Core.Time;
using LongVpo.Training.Dpo;

namespace LongVpo.Cli.Terminal;

/// <summary>Shows how preference training goes: a bar that is written over where somebody watches, a line for every twentieth of the run where the output is kept.</summary>
internal sealed class DpoText(bool json) : IProgress<DpoProgress>, IDisposable
{
    private const int Cells = 24;
    private const int LinesKept = 20;
    private static readonly JsonSerializerOptions Lines = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
    private readonly bool _watched = !Console.IsOutputRedirected;
    private int _written;

    public void Report(DpoProgress value)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(value, Lines));
            return;
        }

        var isLast = value.Step == value.Steps;
        if (!_watched && !isLast && value.Step * LinesKept / value.Steps == (value.Step - 1) * LinesKept / value.Steps) return;
        var full = (int)(Cells * value.Step / Math.Max(1, value.Steps));
        var line = string.Create(CultureInfo.InvariantCulture,
            $"[{new string('#', full)}{new string('-', Cells - full)}] step {value.Step}/{value.Steps}  loss {value.Metrics.Loss:0.0000}  margin {value.Metrics.Margin:0.000}  accuracy {100 * value.Metrics.Accuracy:0} %  {TimeText.OfSeconds(Math.Round(value.SecondsLeft))} left");
        if (_watched && !isLast)
        {
            Console.Out.Write('\r' + line.PadRight(_written));
            _written = line.Length;
            return;
        }

        Dispose();
        Console.Out.WriteLine(line);
    }

    public void Dispose()
    {
        if (_written > 0) Console.Out.Write('\r' + new string(' ', _written) + '\r');
        _written = 0;
    }
}
