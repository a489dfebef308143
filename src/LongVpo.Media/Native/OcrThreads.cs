using System.Runtime.InteropServices;

namespace LongVpo.Media.Native;

/// <summary>
/// Keeps Tesseract on the thread that calls it. Its OpenMP loops split work of microseconds over all cores, which makes a line of text several
/// times slower on a small machine and takes the cores from the decoder.
/// </summary>
internal static unsafe partial class OcrThreads
{
    private static readonly Lazy<nint> SetThreads = new(FindSetThreads);

    /// <summary>Must run before the first load of the OpenMP library, which reads its environment once.</summary>
    public static void LimitBeforeLoading()
    {
        // The managed environment is a copy; native libraries see only the process's own.
        if (!OperatingSystem.IsWindows()) _ = SetEnvironment("OMP_THREAD_LIMIT", "1", 0);
    }

    /// <summary>Holds where OpenMP was loaded earlier by another library; the setting belongs to the calling thread.</summary>
    public static void LimitThisThread()
    {
        if (SetThreads.Value != 0) ((delegate* unmanaged<int, void>)SetThreads.Value)(1);
    }

    private static nint FindSetThreads() =>
        NativeLibrary.TryLoad("libgomp.so.1", out var library) && NativeLibrary.TryGetExport(library, "omp_set_num_threads", out var address) ? address : 0;

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
