using System.Runtime.InteropServices;

namespace LongVpo.Media.Native;

/// <summary>
/// Keeps Tesseract on the thread that calls it. Its OpenMP loops split work of microseconds over all cores, which makes a line of text several
/// times slower on a small machine and takes the cores from the decoder.
/// </summary>
internal static unsafe partial class OcrThreads
{
    private static readonly Lazy<nint> SetLevels = new(FindSetLevels);

    /// <summary>Must run before the first load of the OpenMP library, which reads its environment once; FFmpeg's libraries load it as well as Tesseract.</summary>
    public static void LimitBeforeLoading()
    {
        // The managed environment is a copy; native libraries see only the process's own.
        if (!OperatingSystem.IsWindows()) _ = SetEnvironment("OMP_THREAD_LIMIT", "1", 0);
    }

    /// <summary>
    /// Holds where OpenMP was loaded earlier by another library; the setting belongs to the calling thread. Tesseract names a number of threads at each of its loops, which
    /// overrules a set number but not that nothing may run in parallel.
    /// </summary>
    public static void LimitThisThread()
    {
        if (SetLevels.Value != 0) ((delegate* unmanaged<int, void>)SetLevels.Value)(0);
    }

    private static nint FindSetLevels() =>
        NativeLibrary.TryLoad("libgomp.so.1", out var library) && NativeLibrary.TryGetExport(library, "omp_set_max_active_levels", out var address) ? address : 0;

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
