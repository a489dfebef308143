using LongVpo.Core.Frames;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Preferences.Pairs.Pictures;
using LongVpo.Training.World;

namespace LongVpo.Training.Preferences.Stage1.Worlds;

/// <summary>Scripted worlds of one scene each as a pool of clips, every one a source of its own. Frames are drawn when they are asked for.</summary>
public sealed class WorldPool : IClipPool
{
    /// <summary>Pixels of each side of a frame, as the small networks see the world.</summary>
    public const int Side = 32;

    private readonly long _from;
    private readonly bool _isCaptioned;

    /// <param name="from">First seed.</param>
    /// <param name="to">Last seed.</param>
    /// <param name="isCaptioned">Whether the script's captions are given with the clips, as annotated data has them, instead of the model's own.</param>
    /// <exception cref="PreferenceException">The seeds are not all for training or all for validation.</exception>
    public WorldPool(long from, long to, bool isCaptioned)
    {
        try
        {
            var use = SeedRanges.SplitOf(from);
            SeedRanges.Check(use, from, to);
            Split = use switch
            {
                WorldSplit.Train => PairSplit.Train,
                WorldSplit.Validation => PairSplit.Validation,
                _ => throw new PreferenceException($"Seeds {from} to {to} are for judging, and pairs of them would spoil it: take seeds for training or validation."),
            };
        }
        catch (ArgumentException wrong)
        {
            throw new PreferenceException(wrong.Message, wrong);
        }

        (_from, Count, _isCaptioned) = (from, (int)(to - from + 1), isCaptioned);
        Name = FormattableString.Invariant($"world:clips:{from}-{to}{(isCaptioned ? ":captioned" : string.Empty)}");
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public PairSplit Split { get; }

    /// <inheritdoc/>
    public PairClip At(int clip) => Media(clip).Clip();

    /// <inheritdoc/>
    public string? Caption(int clip) => _isCaptioned ? Questions.Caption(Media(clip).Script(), 0) : null;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StillFrame>> ReadAsync(int clip, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Frames(Media(clip).Script(), 0));
    }

    /// <summary>Draws a scene, one second to a frame.</summary>
    internal static IReadOnlyList<StillFrame> Frames(WorldScript script, int scene)
    {
        var renderer = new FrameRenderer(script, Side, Side);
        return [.. Enumerable.Range(0, Scene.Steps).Select(step =>
        {
            var rgb = new byte[renderer.FrameBytes];
            renderer.Render((scene * Scene.Steps) + step, rgb);
            return new StillFrame(step, Side, Side, rgb);
        })];
    }

    private WorldMedia Media(int clip) => new(IsEpisode: false, _from + clip, Count: 1, Scene: 0);
}
