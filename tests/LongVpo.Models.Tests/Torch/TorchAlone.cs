namespace LongVpo.Models.Tests.Torch;

/// <summary>Tests that count handles or memory of the whole process, and so run while no other does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TorchAlone
{
    public const string Name = "libtorch alone";
}
