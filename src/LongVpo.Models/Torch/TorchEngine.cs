using System.Runtime.InteropServices;
using LongVpo.Models.Native;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Torch;

/// <summary>
/// The engine that calculates with libtorch: on CUDA cards, with gradients, and for large batches. Every operation is one call through the wall. Products are calculated in the
/// type of the activations, everything else in the type of what goes in. Opening it loads libtorch, which takes about half a second.
/// </summary>
public sealed partial class TorchEngine : ITrainingEngine
{
    private readonly int _device;
    private readonly int _type;
    private readonly int _threads;
    private TorchScope? _scope;
    private bool _disposed;

    /// <summary>Loads libtorch if it is not loaded yet, and checks the device.</summary>
    /// <exception cref="TorchMissingException">libtorch, or the library in front of it, is not there.</exception>
    /// <exception cref="ArgumentException">The device is not there, or the settings make no sense.</exception>
    public TorchEngine(TorchSettings settings)
    {
        _device = settings.DeviceNumber;
        if (settings.Activations is not (ElementType.Float32 or ElementType.BFloat16)) throw new ArgumentException($"Activations can be Float32 or BFloat16, not {settings.Activations}.");
        if (settings.Threads is < 1 or > 1_024) throw new ArgumentException($"{settings.Threads} threads make no sense: say 1 to 1024.");
        TorchLibrary.Load();
        var cards = Cards;
        if (_device >= cards)
            throw new ArgumentException(cards > 0 ? $"There is no device {settings.Device}: this machine has {cards} CUDA card(s)." : $"There is no device {settings.Device}: this libtorch ({Version}) sees no CUDA card.");
        _threads = settings.Threads;
        TorchLibrary.Check(TorchNative.lt_threads(_threads));
        _type = (int)settings.Activations;
        Activations = settings.Activations;
        Device = _device < 0 ? "cpu" : $"cuda:{_device}";
    }

    /// <summary>libtorch's version. Needs a loaded library.</summary>
    public static string Version => Text(TorchNative.lt_version());

    /// <summary>Handles behind the wall that nobody gave back yet, over all engines: what tests for leaks count.</summary>
    public static long LiveHandles => TorchNative.lt_live();

    /// <summary>CUDA cards that libtorch sees. Needs a loaded library.</summary>
    public static int Cards => Math.Max(0, TorchNative.lt_cuda_count());

    /// <summary>What matrix products on the CPU run on: OpenBLAS, BLIS, MKL, or empty for the reference library, which is about 15 times slower.</summary>
    public static string Blas => Text(TorchNative.lt_blas());

    /// <inheritdoc/>
    public string Name => $"libtorch {Version} on {Device} ({(Activations == ElementType.Float32 ? "float32" : "bfloat16")}{(_device < 0 ? $", {(Blas.Length > 0 ? Blas : "reference BLAS")}" : "")})";

    /// <summary>One sentence about what makes this engine slow here, or null. Whoever opens an engine for people tells them.</summary>
    public string? Warning => _device < 0 && Blas.Length == 0
        ? "libtorch calculates with the reference BLAS, which is about 15 times slower than it need be: install libopenblas0-openmp."
        : null;

    /// <inheritdoc/>
    public string Device { get; }

    /// <inheritdoc/>
    public ElementType Activations { get; }

    /// <summary>Says in one sentence why libtorch cannot be used here, or null when it can.</summary>
    public static string? WhyNot()
    {
        try
        {
            TorchLibrary.Load();
            return null;
        }
        catch (TorchMissingException missing)
        {
            return missing.Message;
        }
    }

    /// <inheritdoc/>
    public ITensorScope OpenScope()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _scope = new TorchScope(this, _scope);
    }

    /// <inheritdoc/>
    public Tensor From(ReadOnlySpan<float> values, params ReadOnlySpan<int> shape)
    {
        TorchShapes.Holds(shape, values.Length);
        return Made(TorchNative.lt_from(MemoryMarshal.AsBytes(values), (int)ElementType.Float32, (int)ElementType.Float32, _device, shape, shape.Length));
    }

    /// <inheritdoc/>
    public Tensor Weight(ReadOnlySpan<byte> bytes, ElementType stored, ElementType held, params ReadOnlySpan<int> shape)
    {
        var size = stored == ElementType.Float32 ? 4 : 2;
        if (bytes.Length % size != 0) throw new ArgumentException($"{bytes.Length} bytes are no whole number of {stored}.");
        TorchShapes.Holds(shape, bytes.Length / size);
        var made = TorchNative.lt_from(bytes, (int)stored, (int)held, _device, shape, shape.Length);
        return made.IsInvalid ? throw TorchLibrary.LastError() : new TorchTensor(made);
    }

    /// <inheritdoc/>
    public void Read(Tensor tensor, Span<float> into) => TorchLibrary.Check(TorchNative.lt_read(Of(tensor), into, into.Length));

    /// <inheritdoc/>
    public KeyValueCache NewCache(CacheShape shape)
    {
        var cache = TorchNative.lt_cache_new(shape.Layers, shape.KeyHeads, shape.Width, _type, _device);
        return cache.IsInvalid ? throw TorchLibrary.LastError() : new TorchCache(cache, shape);
    }

    /// <summary>Waits until the device has done everything asked of it; what measurements need.</summary>
    public void Synchronize() => TorchLibrary.Check(TorchNative.lt_synchronize(_device));

    /// <summary>Closes what scopes are still open. Weights and caches belong to those who made them.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        while (_scope is { } open) open.Dispose();
        _disposed = true;
    }

    internal static TorchTensor Own(Tensor tensor) => tensor as TorchTensor ?? throw new ArgumentException("A tensor of another engine was given to libtorch.");

    internal void Close(TorchScope scope)
    {
        if (scope != _scope) throw new InvalidOperationException("Scopes are closed in the reverse order of their opening.");
        _scope = scope.Outer;
    }

    private static TensorHandle Of(Tensor tensor) => Own(tensor).Handle;

    private static string Text(nint text) => Marshal.PtrToStringUTF8(text) ?? "";

    private TorchTensor Made(TensorHandle handle)
    {
        if (handle.IsInvalid) throw TorchLibrary.LastError();
        var tensor = new TorchTensor(handle);
        _scope?.Add(tensor);
        return tensor;
    }
}
