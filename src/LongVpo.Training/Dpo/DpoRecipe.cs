using System.ComponentModel.DataAnnotations;

namespace LongVpo.Training.Dpo;

/// <summary>Everything that a run of preference training depends on besides its model and its pairs: the same three give the same weights on the same kind of CPU.</summary>
public sealed record DpoRecipe
{
    /// <summary>What the order of the pairs depends on. Default 1.</summary>
    [Range(0, long.MaxValue)]
    public long Seed { get; init; } = 1;

    /// <summary>The loss as a sum of terms. Default <c>sigmoid + 1 sft</c>: LongVPO's, with the paper's weight of imitation.</summary>
    [Required]
    public string Loss { get; init; } = "sigmoid + 1 sft";

    /// <summary>How closely the policy is held to the reference. Default 0.2: answers of the world have two to six tokens, where the paper's 0.01, meant for some hundred, would leave the loss a straight line.</summary>
    [Range(1e-6, 100.0)]
    public double Beta { get; init; } = 0.2;

    /// <summary>What the reference saw: <c>anchor</c>, with the scores that the pairs carry, or <c>full</c>, scored on the whole composite when the run begins. Default anchor, as LongVPO has it.</summary>
    [AllowedValues(DpoReference.Anchor, DpoReference.Full)]
    public string Reference { get; init; } = DpoReference.Anchor;

    /// <summary>With anchor scores, how many pairs are scored on their whole composites too, to see what the short cut changes (<c>reference-gap.json</c>). Default 200: enough for quantiles, some seconds.</summary>
    [Range(0, 1_000_000)]
    public int Probe { get; init; } = 200;

    /// <summary>Adapters that are trained instead of the weights. Default none: of a small network all weights can be trained, as the paper does.</summary>
    public DpoLora? Lora { get; init; }

    /// <summary>How often every pair is seen. Default 1; a second time pairs are learned by heart.</summary>
    [Range(1, 100)]
    public int Epochs { get; init; } = 1;

    /// <summary>Pairs of a step. Default 16.</summary>
    [Range(1, 4_096)]
    public int Batch { get; init; } = 16;

    /// <summary>Tokens that are read at once, unless a single pair has more. Default 2,048: a pair of 128 frames has some 700.</summary>
    [Range(64, 1 << 20)]
    public int Tokens { get; init; } = 2_048;

    /// <summary>Step size at its largest. Default 0.00005; adapters want some six times that.</summary>
    [Range(1e-9, 1.0)]
    public double LearningRate { get; init; } = 5e-5;

    /// <summary>Step size at the end; between the two it falls along half a cosine. Default 0, the paper's.</summary>
    [Range(0.0, 1.0)]
    public double FinalRate { get; init; }

    /// <summary>Share of the steps over which the step size rises. Default 0.01, the paper's.</summary>
    [Range(0.0, 1.0)]
    public double WarmUp { get; init; } = 0.01;

    /// <summary>Decay of the running mean of squared gradients. Default 0.999.</summary>
    [Range(0.5, 0.99999)]
    public double Beta2 { get; init; } = 0.999;

    /// <summary>AdamW's weight decay. Default 0: the reference already holds the weights.</summary>
    [Range(0.0, 1.0)]
    public double WeightDecay { get; init; }

    /// <summary>Gradients are scaled down together to at most this norm. Default 1.</summary>
    [Range(0.0, 1e6)]
    public double GradientLimit { get; init; } = 1;

    /// <summary>Whether the vision tower is trained too. Default false: what frames show was learned from short clips, and only finding it in long footage is to be learned here.</summary>
    public bool Vision { get; init; }

    /// <summary>Workers that differentiate parts of a step side by side, a thread each. Default 2. Another number adds up in another order and ends in other bits.</summary>
    [Range(1, 256)]
    public int Workers { get; init; } = 2;

    /// <summary>Whether products are calculated in bfloat16. Default false: a reward is the small difference of two scores, and the reference's are of single precision.</summary>
    public bool BFloat16 { get; init; }

    /// <summary>Minutes between two checkpoints; what a kill can cost. Default 5.</summary>
    [Range(0.0, 10_000.0)]
    public double CheckpointMinutes { get; init; } = 5;
}
