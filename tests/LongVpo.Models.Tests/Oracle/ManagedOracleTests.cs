using LongVpo.Models.Managed;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Tests.Oracle;

/// <summary>The reference data on the managed engine.</summary>
public sealed class ManagedOracleTests : OracleSuite
{
    protected override ITensorEngine Create() => new ManagedEngine();
}
