using LongVpo.Models.Tensors;
using LongVpo.Models.Tests.Tensors;

namespace LongVpo.Models.Tests.Torch;

/// <summary>The suite that every engine passes, for libtorch.</summary>
public sealed class TorchAttentionTests : AttentionSuite
{
    protected override ITensorEngine Create() => Libtorch.Open();
}
