namespace LongVpo.Models.Native;

/// <summary>Owns one sequence's keys and values behind the wall.</summary>
internal sealed class CacheHandle : NativeHandle
{
    protected override bool ReleaseHandle()
    {
        TorchNative.lt_cache_free(handle);
        return true;
    }
}
