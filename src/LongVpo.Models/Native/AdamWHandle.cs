namespace LongVpo.Models.Native;

/// <summary>Owns one optimizer behind the wall.</summary>
internal sealed class AdamWHandle : NativeHandle
{
    protected override bool ReleaseHandle()
    {
        TorchTrainingNative.lt_adamw_free(handle);
        return true;
    }
}
