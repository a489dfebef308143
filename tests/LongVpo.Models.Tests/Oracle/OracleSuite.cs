using LongVpo.Models.Oracle;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Tests.Oracle;

/// <summary>Runs every case of the shared reference data by its name; without the folder one test is skipped and says so.</summary>
public abstract class OracleSuite
{
    private const string Absent = "(no reference data)";

    /// <summary>Names of all cases.</summary>
    public static TheoryData<string> Cases()
    {
        var folder = SharedFolder.Root is null ? null : Path.Combine(SharedFolder.Root, "oracle");
        return folder is null || !Directory.Exists(folder) ? [Absent] : [.. OracleFolder.Cases(folder).Select(static item => item.Name)];
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Case(string name)
    {
        var root = SharedFolder.Require("oracle");
        using var engine = Create();

        var result = Assert.Single(OracleFolder.Cases(root), item => item.Name == name).Run(engine);

        Assert.True(result.WorstRelativeError is not null || result.TokensEqual is not null, "nothing was compared");
        Assert.True((result.WorstRelativeError ?? 0) <= OracleResult.Tolerance, $"{result.Array}: {result.WorstRelativeError:g4}; all: {string.Join(", ", result.Errors.Select(static error => $"{error.Key} {error.Value:g3}"))}");
        Assert.NotEqual(false, result.TokensEqual);
    }

    /// <summary>A new engine, or a loud skip where its library is not installed.</summary>
    protected abstract ITensorEngine Create();
}
