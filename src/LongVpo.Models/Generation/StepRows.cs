using LongVpo.Models.Networks;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Generation;

/// <summary>Collects the rows of a step, tokens and visual ones, in the order in which they are read.</summary>
internal sealed class StepRows
{
    private readonly List<int> _ids = [];
    private readonly List<int> _places = [];
    private readonly List<float> _visual = [];

    public int Count => _ids.Count;

    public void Add(int token) => _ids.Add(token);

    public void Add(ReadOnlySpan<float> visual)
    {
        _places.Add(_ids.Count);
        _ids.Add(0);
        _visual.AddRange(visual);
    }

    public Tensor Embed(InternNetwork network)
    {
        var visual = _places.Count == 0 ? null : network.Engine.From(_visual.ToArray(), _places.Count, network.Config.Text.Hidden);
        return network.Embed(_ids.ToArray(), _places.ToArray(), visual);
    }
}
