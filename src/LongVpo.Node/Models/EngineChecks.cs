using System.Globalization;
using LongVpo.Models.Managed;
using LongVpo.Models.Tensors;
using LongVpo.Models.Torch;
using LongVpo.Node.Contract;

namespace LongVpo.Node.Models;

/// <summary>Tells which engines can run networks here, on what, and how fast they multiply. That libtorch is absent is no fault: only CUDA and training need it.</summary>
internal static class EngineChecks
{
    public static IEnumerable<CheckDocument> All(TimeProvider time)
    {
        using (var managed = new ManagedEngine()) yield return Found("networks", managed, time);
        if (TorchEngine.WhyNot() is { } missing)
        {
            yield return new("libtorch", true, $"not used: {missing}", null);
            yield break;
        }

        foreach (var device in Enumerable.Range(-1, 1 + TorchEngine.Cards).Select(card => card < 0 ? "cpu" : string.Create(CultureInfo.InvariantCulture, $"cuda:{card}")))
        {
            using var engine = new TorchEngine(new TorchSettings(device));
            yield return engine.Warning is { } slow ? Found("libtorch", engine, time) with { Ok = false, Advice = slow } : Found("libtorch", engine, time);
        }
    }

    private static CheckDocument Found(string what, ITensorEngine engine, TimeProvider time) =>
        new(what, true, string.Create(CultureInfo.InvariantCulture, $"{engine.Name}: {EngineSpeed.Measure(engine, time):0} GFLOP/s on one thread"), null);
}
