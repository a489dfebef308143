using LongVpo.Models.Checkpoints;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Networks;

/// <summary>
/// Turns pictures into rows of what is where in them (InternViT): patches with a place each, then blocks in which every place attends to every other of its picture.
/// Both published forms are covered, LayerNorm with biases and RMSNorm with normalised queries and keys.
/// </summary>
internal sealed class VisionTower
{
    private readonly ITensorEngine _engine;
    private readonly VisionConfig _config;
    private readonly Linear _patches;
    private readonly Tensor _class;
    private readonly Tensor _positions;
    private readonly VisionBlock[] _blocks;
    private readonly Norm? _last;

    public VisionTower(ITensorEngine engine, VisionConfig config, NetworkWeights weights, ILinearSource linears)
    {
        _engine = engine;
        _config = config;
        _patches = linears.Linear("vision.patch");
        _class = weights.Weight("vision.class");
        _positions = weights.Weight("vision.positions");
        _blocks = [.. Enumerable.Range(0, config.Layers).Select(layer => new VisionBlock(engine, config, weights, linears, layer))];
        _last = config.FinalNorm ? new Norm(engine, weights.Weight("vision.norm.weight"), weights.Weight("vision.norm.bias"), config.NormEpsilon) : null;
    }

    /// <summary>Pictures [F, 3, H, W] to places [F, 1 + (H/patch)*(W/patch), C]; the first place of a picture is the whole of it.</summary>
    public Tensor Look(Tensor pictures, INetworkTap? tap)
    {
        var (frames, rows, columns) = (pictures.Shape[0], pictures.Shape[2] / _config.PatchSize, pictures.Shape[3] / _config.PatchSize);
        var x = Places(pictures, frames, rows, columns, tap);
        foreach (var block in _blocks)
        {
            using var scope = _engine.OpenScope();
            var next = scope.Keep(block.Apply(x, tap));
            x.Dispose();
            x = next;
        }

        if (_last is not null) x = _last.Apply(x);
        tap?.Saw("vit.last_hidden_state", x);
        return x;
    }

    private Tensor Places(Tensor pictures, int frames, int rows, int columns, INetworkTap? tap)
    {
        using var scope = _engine.OpenScope();
        var patches = _patches.Apply(_engine.Patches(pictures, _config.PatchSize));
        tap?.Saw("vit.patch_embed", patches);
        // One lookup of one row instead of as many parts as frames, each of which a gradient would have to come back through.
        var wholes = _engine.Reshape(_engine.Embed(_engine.Reshape(_class, 1, _config.Hidden), new int[frames]), frames, 1, _config.Hidden);
        var places = _engine.Concatenate(1, wholes, patches);
        var count = (rows * columns) + 1;
        var table = Table(rows, columns);
        places = _engine.Reshape(
            _engine.Add(_engine.Reshape(places, frames, count * _config.Hidden), _engine.Reshape(table, count * _config.Hidden)), frames, count, _config.Hidden);
        tap?.Saw("vit.embeddings", places);
        return scope.Keep(places);
    }

    /// <summary>The table of places for this grid: the trained one, or stretched from it.</summary>
    private Tensor Table(int rows, int columns)
    {
        var side = _config.GridSide;
        if (rows == side && columns == side) return _positions;
        var grid = _engine.Reshape(_engine.Slice(_positions, 0, 1, side * side), 1, side, side, _config.Hidden);
        return _engine.Concatenate(0, _engine.Slice(_positions, 0, 0, 1), _engine.Reshape(_engine.Bicubic(grid, rows, columns), rows * columns, _config.Hidden));
    }
}
