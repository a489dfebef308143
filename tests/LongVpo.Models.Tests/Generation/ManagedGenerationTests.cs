using LongVpo.Models.Managed;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Tests.Generation;

/// <summary>Texts on the managed engine.</summary>
public sealed class ManagedGenerationTests : GenerationSuite
{
    protected override ITensorEngine Create() => new ManagedEngine();
}
