using System.Text.Json;

namespace LongVpo.TestKit.Shots;

/// <summary>What is known about a film's boundaries, whoever made the film: the measure that a cutter is held against.</summary>
public sealed record ShotTruth
{
    /// <summary>First frame of each shot that begins with a hard cut, 0-based in display order.</summary>
    public required IReadOnlyList<int> Cuts { get; init; }

    /// <summary>Stretches in seconds in which one picture gives way to another.</summary>
    public required IReadOnlyList<(double Start, double End, string Kind)> Graduals { get; init; }

    /// <summary>Moments in seconds that look like cuts and are none.</summary>
    public required IReadOnlyList<(double Time, string Reason)> Traps { get; init; }

    /// <summary>Reads a <c>NAME.truth.json</c> of the shared folder.</summary>
    public static ShotTruth Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return new ShotTruth
        {
            Cuts = [.. Items(json, "cuts").Select(c => c.GetProperty("frame").GetInt32())],
            Graduals = [.. Items(json, "gradual_transitions").Select(g => (g.GetProperty("start").GetDouble(), g.GetProperty("end").GetDouble(), g.GetProperty("type").GetString()!))],
            Traps = [.. Items(json, "not_cuts").Concat(Items(json, "cuts_inside_a_filmed_screen")).Select(t => (t.GetProperty("time").GetDouble(), Reason(t)))],
        };
    }

    private static IEnumerable<JsonElement> Items(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out var list) ? list.EnumerateArray() : [];

    private static string Reason(JsonElement trap) => trap.TryGetProperty("reason", out var reason) ? reason.GetString()! : "cut on a filmed screen";
}
