using LongVpo.Models.Native;

namespace LongVpo.Models.Torch;

/// <summary>Keeps operations of this thread from remembering how they were made. libtorch holds the switch per thread, so it has to be turned back on the same one.</summary>
internal sealed class TorchNoGradient : IDisposable
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly int _before = TorchNative.lt_grad_mode(0);
    private bool _disposed;

    public void Dispose()
    {
        if (_disposed) return;
        if (Environment.CurrentManagedThreadId != _thread) throw new InvalidOperationException("Gradients were switched off on another thread: do not await while they are off.");
        _disposed = true;
        _ = TorchNative.lt_grad_mode(_before);
    }
}
