using System.Runtime.InteropServices;

namespace LongVpo.Models.Native;

/// <summary>Owns one thing behind the wall, so that it is given back exactly once and never while a call still uses it.</summary>
internal abstract class NativeHandle() : SafeHandle(nint.Zero, ownsHandle: true)
{
    public override bool IsInvalid => handle == nint.Zero;
}
