using System.Collections.Immutable;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Managed;

/// <summary>
/// The engine that is always there: pure C#, float32, on the processor. Made for answering questions, it has no gradients. Products read weights that are laid out once
/// (<see cref="Panels"/>), attention goes through the paged cache, and everything between lives in pooled buffers.
/// </summary>
public sealed partial class ManagedEngine : ITensorEngine
{
    private readonly BufferPool _pool;
    private ManagedScope? _scope;

    /// <summary>An engine with these settings, or with the defaults.</summary>
    public ManagedEngine(ManagedSettings? settings = null)
    {
        Settings = settings ?? new ManagedSettings();
        Require(Settings is { Threads: > 0, DecodeThreads: > 0, KeptBytes: >= 0 }, "An engine needs at least one thread and cannot keep fewer than 0 bytes.");
        _pool = new BufferPool(Settings.KeptBytes);
    }

    /// <summary>How it was set up.</summary>
    public ManagedSettings Settings { get; }

    /// <inheritdoc/>
    public string Name => $"managed ({Instructions})";

    /// <inheritdoc/>
    public string Device => "cpu";

    /// <inheritdoc/>
    public ElementType Activations => ElementType.Float32;

    /// <summary>Bytes of activations and caches that are in use; weights are not among them.</summary>
    public long UsedBytes => _pool.LentBytes;

    private static string Instructions =>
        System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated ? "512-bit vectors"
        : System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated ? "256-bit vectors"
        : "narrow vectors";

    /// <inheritdoc/>
    public ITensorScope OpenScope() => _scope = new ManagedScope(this, _scope);

    /// <inheritdoc/>
    public Tensor From(ReadOnlySpan<float> values, params ReadOnlySpan<int> shape)
    {
        if (values.Length != Product(shape)) throw new ArgumentException($"{values.Length} numbers do not fill the shape [{Text(shape)}].", nameof(values));
        var made = Make(shape);
        values.CopyTo(made.Numbers);
        return made;
    }

    /// <inheritdoc/>
    public Tensor Weight(ReadOnlySpan<byte> bytes, ElementType stored, ElementType held, params ReadOnlySpan<int> shape)
    {
        if (held == ElementType.Float16) throw new ArgumentException("Weights are held as Float32 or BFloat16; Float16 is only read.", nameof(held));
        if (bytes.Length != Product(shape) * StoredNumbers.Size(stored)) throw new ArgumentException($"{bytes.Length} bytes do not fill the shape [{Text(shape)}] with {stored}.", nameof(bytes));
        return new ManagedWeight(bytes, stored, held, [.. shape]);
    }

    /// <inheritdoc/>
    public void Read(Tensor tensor, Span<float> into)
    {
        if (into.Length != tensor.Count) throw new ArgumentException($"The tensor holds {tensor.Count} numbers and there is room for {into.Length}.", nameof(into));
        if (tensor is ManagedWeight weight) CopyWeight(weight, into);
        else Own(tensor).Numbers.CopyTo(into);
    }

    /// <inheritdoc/>
    public KeyValueCache NewCache(CacheShape shape)
    {
        Require(shape is { Layers: > 0, KeyHeads: > 0, Width: > 0 and <= Kernels.Tile.DepthMax }, "A cache needs layers, heads, and heads of 1 to 256 channels.");
        return new ManagedCache(_pool, shape);
    }

    /// <summary>Forgets the buffers that wait for use.</summary>
    public void Dispose() => _pool.Clear();

    /// <summary>Takes the innermost scope off; false when it was closed already.</summary>
    internal bool Close(ManagedScope scope)
    {
        if (_scope == scope)
        {
            _scope = scope.Outer;
            return true;
        }

        for (var open = _scope; open is not null; open = open.Outer)
        {
            if (open == scope) throw new InvalidOperationException("Scopes are closed in the reverse order of their opening, and one inside this one is open.");
        }

        return false;
    }

    private static void Require(bool fits, string sentence)
    {
        if (!fits) throw new ArgumentException(sentence);
    }

    private static string Text(ReadOnlySpan<int> shape) => string.Join(", ", shape.ToArray());

    private static long Product(ReadOnlySpan<int> shape)
    {
        var product = 1L;
        foreach (var extent in shape)
        {
            if (extent < 0) throw new ArgumentException($"A shape cannot have the extent {extent}.");
            product = checked(product * extent);
        }

        return product;
    }

    private static void CopyWeight(ManagedWeight weight, Span<float> into)
    {
        if (weight.Rows32 is { } rows)
        {
            rows.Span(0, into.Length).CopyTo(into);
            return;
        }

        for (var row = 0; row < weight.Rows; row++) weight.CopyRow(row, into.Slice(row * weight.Width, weight.Width));
    }

    private static void RequireSame(Tensor a, Tensor b)
    {
        if (!a.Shape.AsSpan().SequenceEqual(b.Shape.AsSpan())) throw new ArgumentException($"The shapes [{Text(a.Shape.AsSpan())}] and [{Text(b.Shape.AsSpan())}] are not the same.");
    }

    private ManagedTensor Make(params ReadOnlySpan<int> shape) => Make(ImmutableArray.Create(shape));

    private ManagedTensor Make(ImmutableArray<int> shape)
    {
        var count = Product(shape.AsSpan());
        if (count > Array.MaxLength - 64) throw new InsufficientMemoryException($"One tensor of the managed engine cannot hold {count} numbers.");
        return Register(new ManagedTensor(_pool, _pool.Rent((int)count), 0, shape));
    }

    private ManagedTensor View(ManagedTensor whole, int start, ImmutableArray<int> shape)
    {
        var buffer = whole.Buffer;
        buffer.Share();
        return Register(new ManagedTensor(_pool, buffer, whole.Start + start, shape));
    }

    private ManagedTensor Register(ManagedTensor tensor)
    {
        _scope?.Add(tensor);
        return tensor;
    }

    // A weight where an activation is expected: small ones are viewed, the others written out.
    private ManagedTensor Own(Tensor tensor)
    {
        switch (tensor)
        {
            case ManagedTensor made:
                return made;
            case ManagedWeight { Rows32: { } rows } weight:
                rows.Share();
                return Register(new ManagedTensor(_pool, rows, 0, weight.Shape));
            case ManagedWeight weight:
                var copy = Make(weight.Shape);
                CopyWeight(weight, copy.Numbers);
                return copy;
            default:
                throw new ArgumentException("The tensor was made by another engine.", nameof(tensor));
        }
    }

    // The numbers of an operand, without a tensor around those of a weight.
    private ReadOnlySpan<float> Numbers(Tensor tensor) =>
        tensor is ManagedWeight { Rows32: { } rows } weight ? rows.Span(0, (int)weight.Count) : Own(tensor).Numbers;
}
