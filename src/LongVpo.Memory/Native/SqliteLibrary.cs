using System.Reflection;
using System.Runtime.InteropServices;

namespace LongVpo.Memory.Native;

/// <summary>
/// Chooses which SQLite library is used: the system's, which gets security fixes with the system, else the one that ships with the program.
/// </summary>
internal static class SqliteLibrary
{
    private static readonly string[] SystemNames = OperatingSystem.IsLinux() ? ["libsqlite3.so.0"] : [];
    private static readonly Lazy<bool> Chosen = new(Choose);

    /// <summary>True when the system's library is in use. The first call decides, for the whole process.</summary>
    public static bool IsSystem => Chosen.Value;

    private static bool Choose()
    {
        var system = SystemNames.Select(TryLoad).FirstOrDefault(handle => handle != IntPtr.Zero);
        if (system != IntPtr.Zero)
            NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == "e_sqlite3" ? system : IntPtr.Zero);
        SQLitePCL.Batteries_V2.Init();
        return system != IntPtr.Zero;
    }

    /// <summary>Only a library with full-text search is of use to us; a build without it lacks this function of the same version.</summary>
    private static IntPtr TryLoad(string name) =>
        NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), null, out var handle) && NativeLibrary.TryGetExport(handle, "sqlite3_prepare_v3", out _)
            ? handle
            : IntPtr.Zero;
}
