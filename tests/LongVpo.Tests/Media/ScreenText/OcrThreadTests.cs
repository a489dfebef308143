using System.Runtime.InteropServices;
using LongVpo.Media.Sources;

namespace LongVpo.Tests.Media.ScreenText;

/// <summary>Keeps OpenMP from taking the cores: its threads spin while they wait, which doubled what eight streams cost, and nothing but the bill shows it.</summary>
public class OcrThreadTests
{
    [Fact]
    public void Loading_the_video_libraries_first_still_leaves_reading_on_one_thread()
    {
        // Asked first, because whoever loads OpenMP first decides, and in the program those are the video libraries.
        Assert.NotEmpty(MediaProbe.LibraryVersion);
        Assert.SkipUnless(NativeLibrary.TryLoad("libgomp.so.1", out var library), "This machine has no OpenMP, so there is nothing to limit.");
        var threads = Marshal.GetDelegateForFunctionPointer<ThreadLimit>(NativeLibrary.GetExport(library, "omp_get_thread_limit"));

        Assert.Equal(1, threads());
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int ThreadLimit();
}
