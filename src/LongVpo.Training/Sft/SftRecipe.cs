using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using LongVpo.Training.World;

namespace LongVpo.Training.Sft;

/// <summary>Everything that a run of supervised training depends on, in one file that is read from top to bottom: the same recipe gives the same weights on the same kind of CPU.</summary>
public sealed record SftRecipe
{
    /// <summary>What the start of the weights and the order of the data depend on. Default 1.</summary>
    [Range(0, long.MaxValue)]
    public long Seed { get; init; } = 1;

    /// <summary>Size of the network: <c>small</c> has 5.3 million weights, <c>miniature</c> 0.2 million for trying things out. Default small.</summary>
    public string Network { get; init; } = TinySizes.Small;

    /// <summary>Folder of a network that the run begins with; it must read the words of the world. Default null: fresh weights of the size above.</summary>
    public string? From { get; init; }

    /// <summary>
    /// What is shown, stage after stage. Default: two scenes from the start, because single ones teach to answer without looking whose answer it is, then three and questions that join them.
    /// </summary>
    public ImmutableArray<SftStage> Stages { get; init; } =
    [
        new SftStage
        {
            Steps = 2_000,
            Scenes = ImmutableSortedDictionary.CreateRange([KeyValuePair.Create(1, 0.2), KeyValuePair.Create(2, 0.5), KeyValuePair.Create(3, 0.3)]),
            Families = ImmutableSortedDictionary.CreateRange([
                KeyValuePair.Create(QuestionFamily.A1, 1.0), KeyValuePair.Create(QuestionFamily.A2, 1.5), KeyValuePair.Create(QuestionFamily.A3, 0.5), KeyValuePair.Create(QuestionFamily.A4, 1.3),
                KeyValuePair.Create(QuestionFamily.C, 0.6)]),
        },
        new SftStage { Steps = 5_200 },
    ];

    /// <summary>Most questions about one video; its frames are read once for all of them. Default 8.</summary>
    [Range(1, 32)]
    public int Questions { get; init; } = 8;

    /// <summary>Tokens that are read at once. Default 1,024: its arrays stay near the processor, and products are large enough.</summary>
    [Range(64, 1 << 20)]
    public int Tokens { get; init; } = 1_024;

    /// <summary>How many times that many tokens make one step. Default 2: together 6 to 12 videos with some 50 answers.</summary>
    [Range(1, 1_024)]
    public int Parts { get; init; } = 2;

    /// <summary>Step size at its largest. Default 0.0004; with 0.001 the loss rose again before the network could see.</summary>
    [Range(1e-8, 1.0)]
    public double LearningRate { get; init; } = 4e-4;

    /// <summary>Step size at the end; between the two it falls along half a cosine. Default 0.00003.</summary>
    [Range(0.0, 1.0)]
    public double FinalRate { get; init; } = 3e-5;

    /// <summary>Steps over which the step size rises to its largest. Default 200.</summary>
    [Range(0, 1_000_000)]
    public int WarmUp { get; init; } = 200;

    /// <summary>Decay of the running mean of squared gradients. Default 0.99, because gradients of a network that begins to see change quickly.</summary>
    [Range(0.5, 0.99999)]
    public double Beta2 { get; init; } = 0.99;

    /// <summary>
    /// Weight of the loss by which the first layers have to say, at the end of each scene, its colour, shape, action, place and number all at once; 0 leaves it out. Default 0.5: the scene's words then
    /// stand together at one token, where the later layers can look them up. Its smallest value is this weight times ln 5.
    /// </summary>
    [Range(0.0, 100.0)]
    public double SceneWordWeight { get; init; } = 0.5;

    /// <summary>Layers of the decoder behind which the scene's words have to be there. Default null: half of them, the other half is for looking up.</summary>
    [Range(1, 64)]
    public int? SceneWordLayers { get; init; }

    /// <summary>
    /// Weight of the loss by which all layers but the last have to say, at the last word of a question, the words of the scene that answers it; 0 leaves it out. Default 0. It teaches to find the scene with five words
    /// for each question, where the answer alone teaches it with one. Its smallest value is this weight times ln 5.
    /// </summary>
    [Range(0.0, 100.0)]
    public double ToldWordWeight { get; init; }

    /// <summary>AdamW's weight decay. Default 0.05.</summary>
    [Range(0.0, 1.0)]
    public double WeightDecay { get; init; } = 0.05;

    /// <summary>Gradients are scaled down together to at most this norm. Default 1.</summary>
    [Range(0.0, 1e6)]
    public double GradientLimit { get; init; } = 1;

    /// <summary>Workers that differentiate parts of a step side by side, a thread each. Default 2. Another number adds up in another order and ends in other bits.</summary>
    [Range(1, 256)]
    public int Workers { get; init; } = 2;

    /// <summary>Whether products are calculated in bfloat16; weights, sums and norms stay float32. Default true: 1.6 times as fast on a CPU that has it, and the losses of the first hundred steps agree to a part in a thousand.</summary>
    public bool BFloat16 { get; init; } = true;

    /// <summary>Steps between two lines of the log. Default 20.</summary>
    [Range(1, 1_000_000)]
    public int LogEvery { get; init; } = 20;

    /// <summary>Minutes between two looks at the validation questions. Default 10.</summary>
    [Range(0.0, 10_000.0)]
    public double ValidateMinutes { get; init; } = 10;

    /// <summary>Validation videos of each length that are asked about. Default 48, which is some 500 questions in all.</summary>
    [Range(1, 2_000)]
    public int ValidationVideos { get; init; } = 48;

    /// <summary>Minutes between two checkpoints; what a kill can cost. Default 5.</summary>
    [Range(0.0, 10_000.0)]
    public double CheckpointMinutes { get; init; } = 5;

    /// <summary>Steps of all stages together.</summary>
    internal long Steps => Stages.Sum(stage => (long)stage.Steps);

    /// <summary>The stage that a step belongs to; the last one behind the end.</summary>
    /// <param name="step">From 0.</param>
    public SftStage StageAt(long step)
    {
        foreach (var stage in Stages)
        {
            if (step < stage.Steps) return stage;
            step -= stage.Steps;
        }

        return Stages[^1];
    }
}
