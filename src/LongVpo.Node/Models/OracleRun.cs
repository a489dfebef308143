using LongVpo.Models.Checkpoints;
using LongVpo.Models.Oracle;
using LongVpo.Models.Tensors;
using LongVpo.Node.Contract;

namespace LongVpo.Node.Models;

/// <summary>Runs a folder of reference data over an engine and tells of each case how far it was met, so that anyone can check the networks on their own machine and device.</summary>
public static class OracleRun
{
    /// <summary>Runs every case, one after the other.</summary>
    /// <param name="folder">A folder of reference data, of any name and depth.</param>
    /// <param name="engine">What calculates.</param>
    /// <param name="cancellationToken">Stops between two cases.</param>
    /// <exception cref="SettingsException">There is no such folder, or no case in it.</exception>
    public static IEnumerable<OracleCaseDocument> Run(string folder, ITensorEngine engine, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder)) throw new SettingsException($"There is no folder {folder}: give one with reference data.");
        var cases = OracleFolder.Cases(folder);
        if (cases.Count == 0) throw new SettingsException($"{folder} holds no reference data: give a folder in or below which a model's folder has cases/*.safetensors.");
        return Each(cases, engine, cancellationToken);
    }

    private static IEnumerable<OracleCaseDocument> Each(IReadOnlyList<OracleCase> cases, ITensorEngine engine, CancellationToken cancellationToken)
    {
        foreach (var one in cases)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Run(one, engine);
        }
    }

    private static OracleCaseDocument Run(OracleCase one, ITensorEngine engine)
    {
        try
        {
            var result = one.Run(engine);
            var comparable = double.IsFinite(result.WorstRelativeError ?? 0);
            var problem = comparable ? null : $"{result.Array} could not be compared: it has another shape here, holds what is no number, or is unknown.";
            return new OracleCaseDocument(result.Case, comparable ? result.WorstRelativeError ?? 0 : null, result.Array, result.TokensEqual ?? true, result.Passed, problem);
        }
        catch (Exception failure) when (failure is CheckpointException or ArgumentException or IOException or KeyNotFoundException or OverflowException or InvalidOperationException or FormatException or System.Text.Json.JsonException)
        {
            return new OracleCaseDocument(one.Name, null, null, null, false, failure.Message);
        }
    }
}
