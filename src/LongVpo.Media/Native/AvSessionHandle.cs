using Microsoft.Win32.SafeHandles;

namespace LongVpo.Media.Native;

/// <summary>Owns one native session, so that it is closed exactly once and never while a call still runs in it.</summary>
internal sealed class AvSessionHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public AvSessionHandle()
        : base(ownsHandle: true)
    {
        AvNative.Load();
        SetHandle(AvNative.lv_create());
    }

    protected override bool ReleaseHandle()
    {
        AvNative.lv_close(handle);
        return true;
    }
}
