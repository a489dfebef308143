namespace LongVpo.Models.Native;

/// <summary>Owns one tensor behind the wall.</summary>
internal sealed class TensorHandle : NativeHandle
{
    protected override bool ReleaseHandle()
    {
        TorchNative.lt_free(handle);
        return true;
    }
}
