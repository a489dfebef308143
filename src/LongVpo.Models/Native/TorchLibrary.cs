using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;

namespace LongVpo.Models.Native;

/// <summary>
/// Finds and loads the wall in front of libtorch when somebody first asks for it, because most machines answer questions without it. It is built on the machine that uses it
/// (<c>src/setup.sh</c>) and lies in <c>.longvpo/torch</c> of the repository, beside the program, or where <c>LONGVPO_TORCH_LIBRARY</c> says.
/// </summary>
internal static class TorchLibrary
{
    private const string File = $"lib{TorchNative.Library}.so";
    private static readonly Lock Gate = new();
    private static bool s_loaded;
    private static nint s_handle;

    /// <summary>Loads the library; the second time does nothing.</summary>
    /// <exception cref="TorchMissingException">It is not there, does not load, or is of another version; the message says what to do.</exception>
    public static void Load()
    {
        lock (Gate)
        {
            if (s_loaded) return;
            if (s_handle == nint.Zero)
            {
                s_handle = Find();
                NativeLibrary.SetDllImportResolver(typeof(TorchLibrary).Assembly, Resolve);
            }
            if (TorchNative.lt_abi() != TorchNative.Abi)
                throw new TorchMissingException($"The library {File} in front of libtorch is of another version: delete the folder .longvpo/torch and start ./longvpo again, which builds it.");
            TorchNative.lt_init();
            s_loaded = true;
        }
    }

    /// <summary>The reason of the last failure on this thread, as the exception a caller expects for it.</summary>
    [SuppressMessage("Usage", "CA2201", Justification = "A full device is what this exception is for, and callers answer it by smaller batches.")]
    public static Exception LastError()
    {
        var text = Marshal.PtrToStringUTF8(TorchNative.lt_last_error()) ?? "";
        return TorchNative.lt_last_kind() switch
        {
            1 => new ArgumentException($"libtorch: {text}"),
            2 => new OutOfMemoryException($"libtorch: {text}"),
            _ => new InvalidOperationException($"libtorch: {text}"),
        };
    }

    public static void Check(int code)
    {
        if (code < 0) throw LastError();
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) => name == TorchNative.Library ? s_handle : nint.Zero;

    private static nint Find()
    {
        foreach (var path in Candidates().Where(System.IO.File.Exists))
        {
            try
            {
                return NativeLibrary.Load(path);
            }
            catch (Exception failed) when (failed is DllNotFoundException or BadImageFormatException)
            {
                throw new TorchMissingException(
                    $"{path} does not load ({failed.Message.ReplaceLineEndings(" ")}): libtorch may have been changed or taken away; install libtorch-dev and libopenblas0-openmp, delete .longvpo/torch and start ./longvpo again.", failed);
            }
        }
        throw new TorchMissingException(
            "The libtorch engine is not built on this machine: run ./longvpo with --engine libtorch (or ./test), which installs g++, libtorch-dev and libopenblas0-openmp and builds it; for CUDA say where a CUDA libtorch is by LONGVPO_TORCH_PREFIX.");
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("LONGVPO_TORCH_LIBRARY") is { Length: > 0 } named) yield return named;
        yield return Path.Combine(AppContext.BaseDirectory, File);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, ".longvpo", "torch", File);
    }
}
