using System.Collections.Concurrent;
using System.Collections.Immutable;
using LongVpo.Models.Networks;
using LongVpo.Models.Pictures;
using LongVpo.Models.Tensors;
using LongVpo.Training.World;

namespace LongVpo.Training.Sft;

/// <summary>
/// What a frozen vision tower made of scenes, kept by what is seen in them: the same clip stands in many composites, and the tower costs as much as all that is learned from its output. Safe for
/// any number of threads.
/// </summary>
internal sealed class TowerMemory
{
    /// <summary>Scenes kept; of the small network each takes 70 kB, so that all together take 290 MB.</summary>
    private const int Most = 4_096;

    private readonly ConcurrentDictionary<Scene, float[]> _kept = new();

    /// <summary>Visual tokens of whole scenes, one behind the other.</summary>
    /// <param name="engine">The caller's own.</param>
    /// <param name="network">The caller's own; its tower is the same as that of all other callers and never changes.</param>
    /// <param name="preparer">How it wants its pictures.</param>
    /// <param name="scenes">What is seen.</param>
    public Tensor Look(ITrainingEngine engine, InternNetwork network, PicturePreparer preparer, ImmutableArray<Scene> scenes)
    {
        var side = preparer.Settings.Side;
        var width = network.Config.Vision.Hidden;
        // A scene is always seen by itself: its numbers would else depend, in their last bits, on what was read beside it, and so on where a run was stopped.
        var places = scenes.Select(scene => _kept.TryGetValue(scene, out var known) ? known : See(engine, network, preparer, scene)).ToList();
        var all = new float[places.Sum(static one => one.Length)];
        var at = 0;
        foreach (var one in places)
        {
            one.CopyTo(all.AsSpan(at));
            at += one.Length;
        }

        var frames = scenes.Length * Scene.Steps;
        return network.Project(engine.From(all, frames, all.Length / frames / width, width), side, side);
    }

    private float[] See(ITrainingEngine engine, InternNetwork network, PicturePreparer preparer, Scene scene)
    {
        using var off = engine.NoGradient();
        using var scope = engine.OpenScope();
        var side = preparer.Settings.Side;
        var seen = network.See(engine.From(FrameReader.Read(preparer, scene), Scene.Steps, 3, side, side));
        var numbers = new float[seen.Count];
        engine.Read(seen, numbers);
        // Forgetting all at once is as good as forgetting the oldest where clips are drawn at random, and needs no order.
        if (_kept.Count >= Most) _kept.Clear();
        _kept[scene] = numbers;
        return numbers;
    }
}
