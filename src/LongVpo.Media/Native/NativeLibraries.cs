using System.Reflection;
using System.Runtime.InteropServices;

namespace LongVpo.Media.Native;

/// <summary>
/// Finds the native libraries of this room: our own beside the assembly, others by the names that systems give them.
/// An assembly has one resolver, so every class with native functions registers here before its first call.
/// </summary>
internal static class NativeLibraries
{
    /// <summary>The wall in front of FFmpeg.</summary>
    public const string Av = "longvpo_av";

    /// <summary>The wall in front of Tesseract, where there is one of our own.</summary>
    public const string Ocr = "longvpo_ocr";

    /// <summary>Tesseract's own C interface.</summary>
    public const string Tesseract = "tesseract";

    private static readonly string[] TesseractNames = ["libtesseract.so.5", "libtesseract.so.4", "libtesseract.so"];

    static NativeLibraries()
    {
        NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, Resolve);
        OcrThreads.LimitBeforeLoading();
    }

    /// <summary>Call it in the static constructor of a class that declares native functions: the first call, from any thread, sets the resolver before it returns.</summary>
    public static void Register()
    {
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        foreach (var candidate in Candidates(name))
            if (NativeLibrary.TryLoad(candidate, assembly, searchPath, out var handle)) return handle;
        return nint.Zero;
    }

    private static IEnumerable<string> Candidates(string name) => name switch
    {
        Av or Ocr => [Path.Combine(AppContext.BaseDirectory, $"lib{name}.so"), $"lib{name}.so"],
        Tesseract => TesseractNames,
        _ => [],
    };
}
