using LongVpo.Models.Tensors;
using LongVpo.Models.Tests.Tensors;

namespace LongVpo.Models.Tests.Torch;

/// <summary>The suite that every engine passes, for libtorch.</summary>
public sealed class TorchOperationTests : OperationSuite
{
    protected override double LayerNormFloor => 5e-4;

    // libtorch takes gelu from 1 + erf, which loses what is far left of zero.
    protected override double GeluFloor => 1e-6;

    protected override ITensorEngine Create() => Libtorch.Open();
}
