using LongVpo.Models.Tensors;

namespace LongVpo.Models.Oracle;

/// <summary>One case of a folder of reference data: something goes in, and what comes out is compared with what the public reference made of it.</summary>
/// <param name="name">Where it stands in its folder, for instance <c>tiny_a/four_frames</c>.</param>
public abstract class OracleCase(string name)
{
    /// <summary>Where it stands in its folder.</summary>
    public string Name => name;

    /// <summary>Runs it on an engine.</summary>
    /// <exception cref="LongVpo.Models.Checkpoints.CheckpointException">Its files cannot be used.</exception>
    public abstract OracleResult Run(ITensorEngine engine);
}
