using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LongVpo.Media.Native;

/// <summary>The functions of <c>longvpo_av.h</c>, and the check that the library is the one these declarations were written for.</summary>
internal static unsafe partial class AvNative
{
    private const int Abi = 6;

    static AvNative()
    {
        NativeLibraries.Register();
        int[] sizes = [sizeof(AvConfig), sizeof(AvInfo), sizeof(AvEvent), sizeof(AvCounts), sizeof(AvSource), sizeof(AvRecorder), sizeof(AvClipInfo)];
        if (lv_abi() != Abi || sizes.Where((size, i) => lv_sizes(i) != size).Any())
            throw new InvalidOperationException($"The native library {NativeLibraries.Av} beside the program is of another version: build again with ./longvpo or dotnet build.");
    }

    public static void Load() => RuntimeHelpers.RunClassConstructor(typeof(AvNative).TypeHandle);

    [LibraryImport(NativeLibraries.Av)]
    public static partial int lv_abi();

    [LibraryImport(NativeLibraries.Av)]
    public static partial int lv_sizes(int which);

    [LibraryImport(NativeLibraries.Av)]
    public static partial uint lv_ffmpeg_version();

    [LibraryImport(NativeLibraries.Av)]
    public static partial int lv_live_sessions();

    [LibraryImport(NativeLibraries.Av)]
    public static partial nint lv_last_error();

    [LibraryImport(NativeLibraries.Av)]
    public static partial nint lv_create();

    [LibraryImport(NativeLibraries.Av, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int lv_open(AvSessionHandle session, string path, AvConfig* config, AvInfo* info);

    [LibraryImport(NativeLibraries.Av)]
    public static partial int lv_open_live(AvSessionHandle session, AvSource* source, AvConfig* config, AvInfo* info);

    [LibraryImport(NativeLibraries.Av)]
    public static partial int lv_lost(AvSessionHandle session);

    [LibraryImport(NativeLibraries.Av)]
    public static partial int lv_text_track(AvSessionHandle session, int track, byte* codec, byte* language);

    [LibraryImport(NativeLibraries.Av)]
    public static partial int lv_next(AvSessionHandle session, out AvEvent happened);

    [LibraryImport(NativeLibraries.Av)]
    public static partial int lv_find_key(AvSessionHandle session, long target, out long pts, out long dts);

    [LibraryImport(NativeLibraries.Av)]
    public static partial int lv_select(AvSessionHandle session, long pts, long dts, long end);

    [LibraryImport(NativeLibraries.Av)]
    public static partial void lv_limit(AvSessionHandle session, long end);

    [LibraryImport(NativeLibraries.Av)]
    public static partial void lv_interrupt(AvSessionHandle session);

    [LibraryImport(NativeLibraries.Av)]
    public static partial void lv_counters(AvSessionHandle session, out AvCounts counts);

    [LibraryImport(NativeLibraries.Av)]
    public static partial void lv_close(nint session);

    [LibraryImport(NativeLibraries.Av)]
    public static partial int lv_record(AvSessionHandle session, AvRecorder* recorder);

    [LibraryImport(NativeLibraries.Av, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint lv_clip_create(string path, string format);

    [LibraryImport(NativeLibraries.Av)]
    public static partial int lv_clip_play_from(AvClipHandle clip, long timeUs);

    [LibraryImport(NativeLibraries.Av)]
    public static partial int lv_clip_find(AvSessionHandle session, long fromUs, long untilUs, out long keyUs);

    [LibraryImport(NativeLibraries.Av)]
    public static partial int lv_clip_add(AvClipHandle clip, AvSessionHandle session, long shiftUs, long keyUs, long untilUs, out AvClipInfo info);

    [LibraryImport(NativeLibraries.Av)]
    public static partial int lv_clip_finish(AvClipHandle clip);

    [LibraryImport(NativeLibraries.Av)]
    public static partial void lv_clip_close(nint clip);

    [LibraryImport(NativeLibraries.Av)]
    public static partial int lv_jpeg(byte* rgb, int width, int height, int outWidth, int outHeight, int quality, byte* output, int capacity);

    public static AvException LastError(int code) => new((AvErrorCode)code, Marshal.PtrToStringUTF8(lv_last_error()) ?? "");
}
