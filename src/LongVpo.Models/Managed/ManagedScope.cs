using LongVpo.Models.Tensors;

namespace LongVpo.Models.Managed;

/// <summary>Holds what was made while it was open, and gives the buffers back to the pool when it closes.</summary>
internal sealed class ManagedScope(ManagedEngine engine, ManagedScope? outer) : ITensorScope
{
    private readonly List<ManagedTensor> _made = [];

    /// <summary>The scope around this one.</summary>
    public ManagedScope? Outer => outer;

    public void Add(ManagedTensor tensor)
    {
        tensor.Owner = this;
        _made.Add(tensor);
    }

    public Tensor Keep(Tensor tensor)
    {
        if (tensor is not ManagedTensor made || made.Owner != this) return tensor;
        made.Owner = null;
        outer?.Add(made);
        return tensor;
    }

    public void Dispose()
    {
        if (!engine.Close(this)) return;
        foreach (var tensor in _made)
        {
            // What was kept belongs to another scope by now.
            if (tensor.Owner == this) tensor.Dispose();
        }

        _made.Clear();
    }
}
