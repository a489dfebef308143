using System.Collections.Immutable;

namespace LongVpo.Media.Simulation.Faults;

/// <summary>
/// Everything that is to go wrong with one stream, as people write it: <c>stall@5+2,jump@20-100,loss@10+2:0.05,random:3</c>.
/// Times are seconds of footage; the order does not matter.
/// </summary>
public sealed class FaultScript
{
    private FaultScript(ImmutableArray<ScriptedFault> faults, int toDraw)
    {
        Faults = [.. faults.OrderBy(f => f.At)];
        ToDraw = toDraw;
    }

    /// <summary>Nothing goes wrong.</summary>
    public static FaultScript None { get; } = new([], 0);

    /// <summary>By their times.</summary>
    public ImmutableArray<ScriptedFault> Faults { get; }

    /// <summary>Faults that are still to be drawn (<c>random:N</c>).</summary>
    public int ToDraw { get; }

    /// <summary>A script of known faults.</summary>
    /// <exception cref="FormatException">A fault cannot happen as it is written.</exception>
    public static FaultScript Of(IEnumerable<ScriptedFault> faults)
    {
        var script = new FaultScript([.. faults], 0);
        foreach (var fault in script.Faults) FaultText.Check(fault, FaultText.Write(fault));
        if (script.Faults.Count(f => f.Kind == FaultKind.Wrap) > 1) throw new FormatException("The clock wraps only once in a script: leave one wrap.");
        return script;
    }

    /// <summary>Reads a script.</summary>
    /// <exception cref="FormatException">One sentence that says which part is wrong and how it is written.</exception>
    public static FaultScript Parse(string text)
    {
        var faults = new List<ScriptedFault>();
        var toDraw = 0;
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (FaultText.TryReadDraw(part, out var count)) toDraw += count;
            else faults.Add(FaultText.Read(part));
        return new FaultScript(Of(faults).Faults, toDraw);
    }

    /// <summary>This script with its faults drawn: spread over the footage, one at a time, the same for the same seed.</summary>
    /// <param name="seed">Decides what is drawn.</param>
    /// <param name="length">The footage; faults keep away from its first and last two seconds.</param>
    /// <param name="kinds">What may be drawn.</param>
    /// <exception cref="FormatException">The footage is too short for so many.</exception>
    public FaultScript Draw(int seed, TimeSpan length, IReadOnlyList<FaultKind> kinds) =>
        ToDraw == 0 ? this : Of(Faults.Concat(FaultDrawing.Draw(new Random(seed), ToDraw, length, kinds, Faults.Any(f => f.Kind == FaultKind.Wrap))));

    /// <summary>The script as it can be read again.</summary>
    public override string ToString() =>
        string.Join(',', Faults.Select(FaultText.Write).Concat(ToDraw > 0 ? [FaultText.WriteDraw(ToDraw)] : []));
}
