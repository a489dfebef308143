using LongVpo.Models.Checkpoints;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Networks;

/// <summary>Joins each square of four neighbouring places into one row and carries it over to the decoder's channels, so that a picture costs a quarter of its places in tokens.</summary>
internal sealed class Projector
{
    private readonly ITensorEngine _engine;
    private readonly Norm _norm;
    private readonly Linear _first;
    private readonly Linear _second;

    public Projector(ITensorEngine engine, NetworkWeights weights, ILinearSource linears)
    {
        _engine = engine;
        _norm = new Norm(engine, weights.Weight("projector.norm.weight"), weights.Weight("projector.norm.bias"), InternConfig.ProjectorNormEpsilon);
        _first = linears.Linear("projector.linear1");
        _second = linears.Linear("projector.linear2");
    }

    /// <summary>Places [F, 1 + rows*columns, C] to visual tokens [F * rows/2 * columns/2, text channels]. The place of the whole picture is left out.</summary>
    public Tensor Apply(Tensor places, int rows, int columns, INetworkTap? tap)
    {
        using var scope = _engine.OpenScope();
        var (frames, width) = (places.Shape[0], places.Width);
        var joined = _engine.Reshape(_engine.Slice(places, 1, 1, rows * columns), frames, rows / 2, 2, columns / 2, 2, width);
        joined = _engine.Reshape(_engine.Permute(joined, 0, 1, 3, 2, 4, 5), frames, rows / 2 * (columns / 2), 4 * width);
        tap?.Saw("pixel_unshuffle", joined);
        var normed = _norm.Apply(joined);
        tap?.Saw("projector.layer_norm", normed);
        var first = _first.Apply(normed);
        tap?.Saw("projector.linear_1", first);
        var second = _second.Apply(_engine.Gelu(first));
        tap?.Saw("projector", second);
        return scope.Keep(_engine.Reshape(second, second.Rows, second.Width));
    }
}
