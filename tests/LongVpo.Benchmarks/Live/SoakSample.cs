using System.Diagnostics;

namespace LongVpo.Benchmarks.Live;

/// <summary>What the process held at one moment of a long watch.</summary>
/// <param name="Hours">Hours of footage sealed by then, of all streams together.</param>
/// <param name="Resident">Bytes in physical memory.</param>
/// <param name="Heap">Bytes that are reachable, because a collection came first: what is only not yet collected is no growth.</param>
/// <param name="Disk">Bytes of the store.</param>
/// <param name="Descriptors">Open file descriptors.</param>
/// <param name="Threads">Threads.</param>
internal sealed record SoakSample(double Hours, long Resident, long Heap, long Disk, int Descriptors, int Threads)
{
    public static SoakSample Take(double hours, long disk)
    {
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        using var self = Process.GetCurrentProcess();
        return new SoakSample(hours, self.WorkingSet64, heap, disk, Directory.GetFiles("/proc/self/fd").Length, self.Threads.Count);
    }
}
