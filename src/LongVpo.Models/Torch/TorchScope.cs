using LongVpo.Models.Tensors;

namespace LongVpo.Models.Torch;

/// <summary>Frees what was made while it was the innermost scope of its engine.</summary>
internal sealed class TorchScope(TorchEngine engine, TorchScope? outer) : ITensorScope
{
    private readonly List<TorchTensor> _made = [];
    private bool _closed;

    public TorchScope? Outer => outer;

    public void Add(TorchTensor tensor)
    {
        tensor.Scope = this;
        _made.Add(tensor);
    }

    public Tensor Keep(Tensor tensor)
    {
        var kept = TorchEngine.Own(tensor);
        if (kept.Scope != this) throw new ArgumentException("A scope can only keep what was made in it.");
        kept.Scope = null;
        outer?.Add(kept);
        return kept;
    }

    public void Dispose()
    {
        if (_closed) return;
        engine.Close(this);
        _closed = true;
        foreach (var tensor in _made)
            if (tensor.Scope == this) tensor.Dispose();
    }
}
