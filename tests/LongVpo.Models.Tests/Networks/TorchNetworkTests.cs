using LongVpo.Models.Tensors;
using LongVpo.Models.Tests.Torch;

namespace LongVpo.Models.Tests.Networks;

/// <summary>Networks on libtorch.</summary>
public sealed class TorchNetworkTests : NetworkSuite
{
    protected override ITensorEngine Create() => Libtorch.Open();
}
