using LongVpo.Models.Tensors;
using LongVpo.Models.Tests.Torch;

namespace LongVpo.Models.Tests.Oracle;

/// <summary>The reference data on libtorch.</summary>
public sealed class TorchOracleTests : OracleSuite
{
    protected override ITensorEngine Create() => Libtorch.Open();
}
