using System.Reflection;
using System.Runtime.InteropServices;

namespace LongVpo.Memory.Native;

/// <summary>
/// Chooses which SQLite library is used: the system's, which gets security fixes with the system, else the one that ships with the program.
/// </summary>
internal static class SqliteLibrary
{
    /// <summary>SQLite 3.35, the version of the bundled library: what it can do is what we use.</summary>
    private const int OldestVersion = 3_035_000;

    private static readonly Lazy<bool> Chosen = new(Choose);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int VersionNumber();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int HasOption([MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    /// <summary>True when the system's library is in use. The first call decides, for the whole process.</summary>
    public static bool IsSystem => Chosen.Value;

    private static bool Choose()
    {
        var found = NativeLibrary.TryLoad("libsqlite3.so.0", Assembly.GetExecutingAssembly(), null, out var system) && IsUsable(system);
        if (found) NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == "e_sqlite3" ? system : IntPtr.Zero);
        SQLitePCL.Batteries_V2.Init();
        return found;
    }

    /// <summary>Whether a library is new enough and was built with full-text search.</summary>
    private static bool IsUsable(IntPtr library) =>
        NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out var version)
        && NativeLibrary.TryGetExport(library, "sqlite3_compileoption_used", out var option)
        && Marshal.GetDelegateForFunctionPointer<VersionNumber>(version)() >= OldestVersion
        && Marshal.GetDelegateForFunctionPointer<HasOption>(option)("ENABLE_FTS5") != 0;
}
