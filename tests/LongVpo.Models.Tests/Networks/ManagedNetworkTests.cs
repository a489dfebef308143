using LongVpo.Models.Managed;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Tests.Networks;

/// <summary>Networks on the managed engine.</summary>
public sealed class ManagedNetworkTests : NetworkSuite
{
    protected override ITensorEngine Create() => new ManagedEngine();
}
