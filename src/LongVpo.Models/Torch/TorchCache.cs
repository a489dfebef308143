using LongVpo.Models.Native;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Torch;

/// <summary>
/// Keys and values behind the wall: one block per layer that grows by half, shared by forks until one of them writes where another has written. So a second question on the same
/// frames reads nothing again; the first that goes on writes in place, and every further one copies the shared part once.
/// </summary>
internal sealed class TorchCache(CacheHandle handle, CacheShape shape, int length = 0) : KeyValueCache
{
    private int _length = length;

    public CacheHandle Handle => handle;

    public override CacheShape Shape => shape;

    public override int Length => _length;

    public override long Bytes => TorchNative.lt_cache_bytes(handle);

    public override KeyValueCache Fork(int length)
    {
        var fork = TorchNative.lt_cache_fork(handle, length);
        return fork.IsInvalid ? throw TorchLibrary.LastError() : new TorchCache(fork, shape, length);
    }

    public override void Commit(int tokens)
    {
        TorchLibrary.Check(TorchNative.lt_cache_commit(handle, tokens));
        _length += tokens;
    }

    protected override void Dispose(bool disposing) => handle.Dispose();
}
