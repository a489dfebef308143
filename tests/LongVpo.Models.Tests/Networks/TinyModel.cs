using LongVpo.Models.Checkpoints;
using LongVpo.Models.Generation;
using LongVpo.Models.Networks;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Tests.Networks;

/// <summary>A network small enough for tests, in the forms that published models have, with weights and pictures made by a seed.</summary>
internal sealed class TinyModel : IDisposable
{
    public const int Side = 28;
    public const int ImageToken = 3;
    public const int TokensPerPicture = 4;

    private readonly ITensorEngine _engine;
    private readonly NetworkWeights _weights;

    public TinyModel(ITensorEngine engine, InternConfig config, ulong seed = 1)
    {
        Source = new RandomWeights(config, seed, config.MayTieHead);
        _engine = engine;
        _weights = NetworkWeights.Load(engine, config, Source, ElementType.Float32);
        Network = new InternNetwork(engine, config, _weights);
        Reference = new ReferenceNetwork(config, Source.Read);
    }

    public InternNetwork Network { get; }

    public RandomWeights Source { get; }

    public ReferenceNetwork Reference { get; }

    public static InternConfig Config(TextFamily family, VisionNorm norm = VisionNorm.LayerNorm, bool tied = false, int maxPositions = 512, RopeScaling? scaling = null) => new()
    {
        Format = CheckpointFormat.Native,
        Vision = new VisionConfig
        {
            Hidden = 24, Layers = 2, Heads = 3, Intermediate = 40, ImageSize = Side, PatchSize = 7, Norm = norm, NormEpsilon = 1e-6f,
            AttentionBias = norm == VisionNorm.LayerNorm, QueryKeyNorm = norm == VisionNorm.RmsNorm, FinalNorm = tied,
        },
        Text = new TextConfig
        {
            Family = family, Hidden = 32, Layers = 2, Heads = 4, KeyHeads = 2, HeadWidth = family == TextFamily.Qwen3 ? 12 : 8, Intermediate = 48, Vocabulary = 90, NormEpsilon = 1e-6f,
            MaxPositions = maxPositions, Rope = new RopeConfig(10000, scaling),
        },
        PictureSize = Side,
        ImageToken = ImageToken,
        MayTieHead = tied,
    };

    /// <summary>A picture made by a number.</summary>
    public static float[] Pixels(int number)
    {
        var random = new Random(number);
        return [.. Enumerable.Range(0, 3 * Side * Side).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }

    /// <summary>Ids of a prompt: a word, then per picture a word and its place, then words.</summary>
    public static int[] Ids(int pictures, params int[] words) =>
        [10, .. Enumerable.Range(0, pictures).SelectMany(picture => (int[])[20 + picture, .. Enumerable.Repeat(ImageToken, TokensPerPicture)]), .. words];

    public TokenPrompt Prompt(int[] pictures, params int[] words) =>
        TokenPrompt.Of(Network, Ids(pictures.Length, words), ImageToken, [.. pictures.Select(number => new PixelPicture(Pixels(number), Side, Side))]);

    public void Dispose()
    {
        _weights.Dispose();
        _engine.Dispose();
    }
}
