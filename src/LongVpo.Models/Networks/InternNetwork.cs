using System.Collections.Immutable;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Networks;

/// <summary>
/// A vision-language network of the InternVL family over any engine: pictures become rows among the tokens of a text, and the text goes on from there. It holds no state of its own:
/// what was read lies in the caches that a caller brings. It calculates on the caller's thread, one call at a time; weights belong to whoever made them.
/// </summary>
public sealed class InternNetwork
{
    private readonly VisionTower _vision;
    private readonly Projector _projector;
    private readonly TextDecoder _text;

    /// <param name="engine">What calculates.</param>
    /// <param name="config">The network's sizes.</param>
    /// <param name="weights">Where its weights are; all are asked for here.</param>
    /// <param name="linears">Where its linear layers come from when adapters stand around them; null takes them from <paramref name="weights"/>.</param>
    /// <exception cref="KeyNotFoundException">A weight is missing.</exception>
    public InternNetwork(ITensorEngine engine, InternConfig config, NetworkWeights weights, ILinearSource? linears = null)
    {
        (Engine, Config) = (engine, config);
        _vision = new VisionTower(engine, config.Vision, weights, linears ?? weights);
        _projector = new Projector(engine, weights, linears ?? weights);
        _text = new TextDecoder(engine, config.Text, weights, linears ?? weights);
    }

    /// <summary>What calculates.</summary>
    public ITensorEngine Engine { get; }

    /// <summary>The network's sizes.</summary>
    public InternConfig Config { get; }

    /// <summary>How large one token is in a cache.</summary>
    public CacheShape CacheShape => new(Config.Text.Layers, Config.Text.KeyHeads, Config.Text.HeadWidth);

    /// <summary>How positions are rotated in.</summary>
    public RotaryAngles Angles => _text.Angles;

    /// <summary>How many tokens a picture of this size becomes.</summary>
    public int TokensPerPicture(int height, int width) => height / Config.Vision.PatchSize / 2 * (width / Config.Vision.PatchSize / 2);

    /// <summary>Pictures [F, 3, H, W], normalised, to visual tokens [F * <see cref="TokensPerPicture"/>, C].</summary>
    /// <exception cref="ArgumentException">Height or width is not a multiple of two patches.</exception>
    public Tensor Look(Tensor pictures, INetworkTap? tap = null)
    {
        using var scope = Engine.OpenScope();
        return scope.Keep(Project(See(pictures, tap), pictures.Shape[2], pictures.Shape[3], tap));
    }

    /// <summary>The first half of <see cref="Look"/>, pictures to places [F, 1 + patches, Cv]: what stays the same as long as the tower does, so that training around a frozen tower keeps it.</summary>
    /// <exception cref="ArgumentException">Height or width is not a multiple of two patches.</exception>
    public Tensor See(Tensor pictures, INetworkTap? tap = null)
    {
        var (height, width, square) = (pictures.Shape[2], pictures.Shape[3], 2 * Config.Vision.PatchSize);
        if (height % square != 0 || width % square != 0 || height == 0 || width == 0)
            throw new ArgumentException($"A picture of {width} x {height} pixels cannot be cut into squares of {square}: resize it first.", nameof(pictures));
        return _vision.Look(pictures, tap);
    }

    /// <summary>The second half of <see cref="Look"/>, places to visual tokens.</summary>
    /// <param name="places">What <see cref="See"/> gave.</param>
    /// <param name="height">Of the pictures, in pixels.</param>
    /// <param name="width">Likewise.</param>
    /// <param name="tap">Is told what lies between.</param>
    public Tensor Project(Tensor places, int height, int width, INetworkTap? tap = null) =>
        _projector.Apply(places, height / Config.Vision.PatchSize, width / Config.Vision.PatchSize, tap);

    /// <summary>Tokens [T, C] for these ids, in which visual tokens stand at the places given, in order.</summary>
    /// <param name="ids">Ids; what stands at a visual token's place does not matter as long as it is in the table.</param>
    /// <param name="places">Where visual tokens stand.</param>
    /// <param name="visual">The visual tokens, as many as places; null when there are none.</param>
    public Tensor Embed(ReadOnlySpan<int> ids, ReadOnlySpan<int> places = default, Tensor? visual = null)
    {
        if ((visual?.Rows ?? 0) != places.Length)
            throw new ArgumentException($"The text has room for {places.Length} visual tokens and {visual?.Rows ?? 0} were given.", nameof(visual));
        using var scope = Engine.OpenScope();
        var tokens = _text.Embed(ids);
        return scope.Keep(visual is null ? tokens : Engine.PutRows(tokens, places, visual));
    }

    /// <summary>Reads tokens [T, C] and gives what the decoder made of each [T, C]. Caches count the new tokens once <see cref="TextStep.Commit"/> is called; until then the step can be given up.</summary>
    public Tensor Read(Tensor tokens, TextStep step, INetworkTap? tap = null) => _text.Read(tokens, step, tap);

    /// <summary>Reads tokens and gives besides what the first layers made of them, through the same last norm, so that it can be scored like the end: what training asks of them early.</summary>
    /// <param name="tokens">Tokens [T, C].</param>
    /// <param name="step">How they follow each other.</param>
    /// <param name="layers">How many layers count as the first, 1 up to all; several different numbers, rising, for several looks.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many layers.</exception>
    public (Tensor Last, ImmutableArray<Tensor> Early) ReadWithEarly(Tensor tokens, TextStep step, params ImmutableArray<int> layers)
    {
        foreach (var count in layers)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Config.Text.Layers);
        }

        return _text.Read(tokens, step, layers, null);
    }

    /// <summary>Scores [T, V] of what follows each of these tokens that were read.</summary>
    public Tensor Scores(Tensor tokens, INetworkTap? tap = null) => _text.Scores(tokens, tap);
}
