using System.Collections.Immutable;
using LongVpo.Models.Checkpoints;

namespace LongVpo.Training.Sft;

/// <summary>
/// The sizes of networks that are trained here on the scripted world: a tower of 8-pixel patches on 32 x 32 pixels, four tokens a frame, and a Qwen2 decoder, small enough for two cores.
/// </summary>
public static class TinySizes
{
    /// <summary>5.3 million weights; what ships.</summary>
    public const string Small = "small";

    /// <summary>0.2 million weights, for tests that take seconds.</summary>
    public const string Miniature = "miniature";

    /// <summary>Side of a frame in pixels.</summary>
    public const int FrameSide = 32;

    /// <summary>All sizes by name.</summary>
    public static ImmutableArray<string> Names { get; } = [Small, Miniature];

    /// <summary>The config of a size.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="vocabulary">Ids of the tokenizer.</param>
    /// <param name="imageToken">The id that frames replace.</param>
    public static InternConfig Config(string name, int vocabulary, int imageToken) => name switch
    {
        Small => Config(vocabulary, imageToken, (128, 3, 4), (256, 6, 4, 2, 688)),
        Miniature => Config(vocabulary, imageToken, (48, 1, 2), (64, 2, 2, 1, 160)),
        _ => throw new ArgumentException($"There is no network {name}: say {string.Join(" or ", Names)}."),
    };

    private static InternConfig Config(int vocabulary, int imageToken, (int Width, int Layers, int Heads) vision, (int Width, int Layers, int Heads, int KeyHeads, int Inner) text) => new()
    {
        Format = CheckpointFormat.Native,
        PictureSize = FrameSide,
        ImageToken = imageToken,
        MayTieHead = true,
        Vision = new VisionConfig
        {
            Hidden = vision.Width, Layers = vision.Layers, Heads = vision.Heads, Intermediate = 4 * vision.Width, ImageSize = FrameSide, PatchSize = 8,
            Norm = VisionNorm.LayerNorm, NormEpsilon = 1e-6f, AttentionBias = true, QueryKeyNorm = false, FinalNorm = false,
        },
        // Positions beyond the trained ones are not scaled: options for that are laid over the model later, all over the same weights.
        Text = new TextConfig
        {
            Family = TextFamily.Qwen2, Hidden = text.Width, Layers = text.Layers, Heads = text.Heads, KeyHeads = text.KeyHeads, HeadWidth = text.Width / text.Heads, Intermediate = text.Inner,
            Vocabulary = (vocabulary + 63) / 64 * 64, NormEpsilon = 1e-6f, MaxPositions = 4_096, Rope = new RopeConfig(10_000),
        },
    };
}
