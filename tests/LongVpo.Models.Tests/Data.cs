using System.Text.Json;

namespace LongVpo.Models.Tests;

/// <summary>The small reference numbers that lie in the repository, made by <c>Data/make_data.py</c> with programs that are not ours.</summary>
internal static class Data
{
    public static string Path(params string[] parts) => System.IO.Path.Combine([Repository.Root, "tests", "LongVpo.Models.Tests", "Data", .. parts]);

    public static JsonElement Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path(name)));
        return document.RootElement.Clone();
    }
}
