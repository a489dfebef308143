using System.Runtime.InteropServices;

namespace LongVpo.Media.Native;

/// <summary>Owns one Tesseract object, so that its network and page data are freed exactly once even when a reader is abandoned.</summary>
internal sealed unsafe class OcrHandle : SafeHandle
{
    public OcrHandle()
        : base(0, ownsHandle: true) => SetHandle(OcrLibrary.Instance.Create());

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        OcrLibrary.Instance.End(handle);
        OcrLibrary.Instance.Delete(handle);
        return true;
    }
}
