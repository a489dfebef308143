using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>How networks are calculated in this process.</summary>
public sealed record ModelOptions
{
    /// <summary>What calculates a <c>torch:</c> model: <c>managed</c>, the default because it is always there, or <c>libtorch</c> where that is installed.</summary>
    [Required, RegularExpression("managed|libtorch", ErrorMessage = "say managed or libtorch.")]
    public string Engine { get; init; } = "managed";

    /// <summary>Where: <c>cpu</c>, the default, or <c>cuda</c> or <c>cuda:N</c> with libtorch.</summary>
    [Required, RegularExpression("cpu|cuda|cuda:[0-9]{1,3}", ErrorMessage = "say cpu, cuda or cuda:N.")]
    public string Device { get; init; } = "cpu";

    /// <summary>In which numbers: <c>float32</c>, the default, or <c>bfloat16</c> with libtorch.</summary>
    [Required, RegularExpression("float32|bfloat16", ErrorMessage = "say float32 or bfloat16.")]
    public string Numbers { get; init; } = "float32";

    /// <summary>Threads that share one step of many tokens in the managed engine; 0 takes one per physical core, since products are limited by multipliers.</summary>
    [Range(0, 1024)]
    public int Threads { get; init; }

    /// <summary>The same for steps of a few tokens, which are limited by memory. 1 suits small networks; large ones on machines with several memory channels gain from more.</summary>
    [Range(1, 1024)]
    public int DecodeThreads { get; init; } = 1;

    /// <summary>
    /// How a <c>torch:</c> model reads texts beyond its trained length: <c>model</c>, the default, as its folder says; or <c>none</c>, <c>linear</c>, <c>ntk</c> or <c>yarn</c> in its place.
    /// </summary>
    [Required, RegularExpression("model|none|linear|ntk|yarn", ErrorMessage = "say model, none, linear, ntk or yarn.")]
    public string Positions { get; init; } = "model";

    /// <summary>How many times the trained length <see cref="Positions"/> stretches to. Default 4, which YaRN's authors found to cost short texts little.</summary>
    [Range(1.0, 1024.0)]
    public double PositionFactor { get; init; } = 4;

    /// <summary>Tokens of the longest text of training, which <c>yarn</c> depends on; 0, the default, takes them from the model's folder.</summary>
    [Range(0, 1 << 26)]
    public int PositionTrained { get; init; }

    /// <summary>Folder of the small networks that <c>tiny:</c> names; empty, the default, takes the one that comes with the program.</summary>
    [Required(AllowEmptyStrings = true)]
    public string TinyFolder { get; init; } = "";

    /// <summary>MiB of buffers kept between steps, because fresh memory is slow; 256 hold a step of a 1B network with a thousand tokens.</summary>
    [Range(0, 1_000_000)]
    public int KeptMegabytes { get; init; } = 256;
}
