using LongVpo.Models.Tensors;
using LongVpo.Models.Tests.Torch;

namespace LongVpo.Models.Tests.Generation;

/// <summary>Texts on libtorch.</summary>
public sealed class TorchGenerationTests : GenerationSuite
{
    protected override ITensorEngine Create() => Libtorch.Open();
}
