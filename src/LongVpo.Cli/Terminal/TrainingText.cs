using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using LongVpo.Core.Time;
using LongVpo.Training.Sft;

namespace LongVpo.Cli.Terminal;

/// <summary>Shows how a training run goes: a bar that is written over where somebody watches, lines where the output is kept, a table after each look at the validation questions.</summary>
internal sealed class TrainingText(bool json) : IProgress<SftProgress>, IDisposable
{
    private const int Cells = 24;
    private static readonly JsonSerializerOptions Lines = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly bool _watched = !Console.IsOutputRedirected;
    private int _written;

    public void Report(SftProgress value)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(value, Lines));
            return;
        }

        var left = value.SecondsLeft is { } seconds ? TimeText.OfSeconds(Math.Round(seconds)) + " left" : string.Empty;
        var full = (int)(Cells * value.Step / Math.Max(1, value.Steps));
        var line = string.Create(CultureInfo.InvariantCulture,
            $"[{new string('#', full)}{new string('-', Cells - full)}] step {value.Step}/{value.Steps}  loss {value.Loss:0.0000}  {value.AnswersPerSecond:0} answers/s  {value.TokensPerSecond:0} tokens/s  {left}");
        if (_watched && value.Validation is null)
        {
            Console.Out.Write('\r' + line.PadRight(_written));
            _written = line.Length;
            return;
        }

        Clear();
        Console.Out.WriteLine(line);
        if (value.Validation is { } found) Console.Out.Write(Table(found));
    }

    public void Dispose() => Clear();

    private static string Table(Validation found)
    {
        var families = found.Cells.Select(cell => cell.Family).Distinct().Order().ToList();
        var rows = found.Cells.GroupBy(cell => cell.Frames).OrderBy(row => row.Key).Select(row =>
            $"  {row.Key,2} frames  " + string.Join("  ", families.Select(family => row.FirstOrDefault(cell => cell.Family == family) is { } cell ? $"{family} {Percent((double)cell.Right / cell.Asked)}" : "        "))
            + $"   A {Percent(found.Seeing(row.Key))}" + (found.Joining(row.Key) is { } joined ? $"  M {Percent(joined)}" : string.Empty));
        return string.Join('\n', rows.Append($"  without video {Percent(found.Blind)} (chance 25 %)")) + "\n";
    }

    private static string Percent(double? share) => share is { } known ? string.Create(CultureInfo.InvariantCulture, $"{100 * known,3:0} %") : "  - ";

    private void Clear()
    {
        if (_written > 0) Console.Out.Write('\r' + new string(' ', _written) + '\r');
        _written = 0;
    }
}
