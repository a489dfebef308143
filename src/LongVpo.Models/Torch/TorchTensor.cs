using System.Collections.Immutable;
using LongVpo.Models.Native;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Torch;

/// <summary>A tensor behind the wall. What it looks like is asked only when somebody wants to know, because most tensors just go into the next operation.</summary>
internal sealed class TorchTensor(TensorHandle handle) : Tensor
{
    private ImmutableArray<int> _shape;

    public TensorHandle Handle => handle;

    /// <summary>Who frees it; null when it outlives all scopes.</summary>
    public TorchScope? Scope { get; set; }

    public override ImmutableArray<int> Shape => _shape.IsDefault ? _shape = Ask() : _shape;

    public override ElementType Type
    {
        get
        {
            var type = TorchNative.lt_type(handle);
            TorchLibrary.Check(type);
            return (ElementType)type;
        }
    }

    protected override void Dispose(bool disposing) => handle.Dispose();

    private ImmutableArray<int> Ask()
    {
        var shape = new int[TorchNative.lt_rank(handle)];
        TorchLibrary.Check(TorchNative.lt_shape(handle, shape));
        return ImmutableArray.Create(shape);
    }
}
