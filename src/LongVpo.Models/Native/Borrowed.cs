using System.Runtime.InteropServices;

namespace LongVpo.Models.Native;

/// <summary>Several handles as bare pointers for the length of one call, none of which can be given back meanwhile.</summary>
internal readonly ref struct Borrowed : IDisposable
{
    private readonly List<SafeHandle> _held = [];
    private readonly List<nint> _pointers = [];

    public Borrowed(IEnumerable<SafeHandle> handles)
    {
        try
        {
            foreach (var handle in handles) Hold(handle);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public ReadOnlySpan<nint> Pointers => CollectionsMarshal.AsSpan(_pointers);

    public void Dispose()
    {
        foreach (var handle in _held) handle.DangerousRelease();
        _held.Clear();
    }

    private void Hold(SafeHandle handle)
    {
        var added = false;
        handle.DangerousAddRef(ref added);
        if (added) _held.Add(handle);
        _pointers.Add(handle.DangerousGetHandle());
    }
}
