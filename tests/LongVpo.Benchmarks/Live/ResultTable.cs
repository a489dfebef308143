using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LongVpo.Benchmarks.Live;

/// <summary>Collects a measurement's figures, prints them as the table that documents show, and writes them as JSON for whoever compares runs.</summary>
/// <param name="measurement">What was measured.</param>
/// <param name="settings">With which arguments, so that a short run is not taken for a long one.</param>
internal sealed class ResultTable(string measurement, string settings)
{
    private readonly List<(string Name, double Value, string Unit, string? Bound, bool? Held)> _rows = [];

    /// <summary>Whether every bound that was stated was kept.</summary>
    public bool Held => _rows.All(r => r.Held != false);

    /// <param name="name">What the figure is.</param>
    /// <param name="value">NaN when there was nothing to measure, which never keeps a bound.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="bound">What it should be, in words; null when it is only reported.</param>
    /// <param name="held">Whether it is.</param>
    public void Add(string name, double value, string unit, string? bound = null, bool? held = null) => _rows.Add((name, value, unit, bound, double.IsNaN(value) && bound is not null ? false : held));

    /// <summary>Prints the table and writes the file when one is asked for.</summary>
    public async Task FinishAsync(string? file)
    {
        Console.WriteLine($"## {measurement} ({settings})\n\n| what | value | bound |\n|---|---|---|");
        foreach (var row in _rows)
        {
            var judged = row.Bound is null ? "" : row.Held switch { true => $"{row.Bound}: kept", false => $"{row.Bound}: MISSED", _ => row.Bound };
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {row.Name} | {row.Value:0.###} {row.Unit} | {judged} |"));
        }

        if (file is null) return;
        var rows = new JsonArray([.. _rows.Select(r => (JsonNode)new JsonObject
        {
            ["what"] = r.Name, ["value"] = double.IsFinite(r.Value) ? r.Value : null, ["unit"] = r.Unit, ["bound"] = r.Bound, ["held"] = r.Held,
        })]);
        var document = new JsonObject { ["measurement"] = measurement, ["settings"] = settings, ["figures"] = rows };
        await File.WriteAllTextAsync(file, document.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    /// <summary>The value below which this share of them lies; NaN without any.</summary>
    public static double Quantile(IReadOnlyCollection<double> values, double share) =>
        values.Count == 0 ? double.NaN : values.Order().ElementAt(Math.Min(values.Count - 1, (int)Math.Ceiling(share * values.Count) - 1));
}
