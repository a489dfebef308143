using LongVpo.Models.Managed;
using LongVpo.Models.Tensors;
using LongVpo.Models.Tests.Tensors;

namespace LongVpo.Models.Tests.Managed;

/// <summary>The attention suite over the managed engine.</summary>
public sealed class ManagedAttentionTests : AttentionSuite
{
    protected override ITensorEngine Create() => new ManagedEngine();
}
