using System.Text.Json;

namespace LongVpo.Models.Oracle;

/// <summary>
/// Finds the cases of a folder of reference data. The layout is that of the public tests' data: a model's folder with <c>cases/*.safetensors</c> or <c>case.safetensors</c> beside its
/// <c>config.json</c>, <c>e2e.json</c> with chats, preference pairs with <c>dpo.json</c>, pictures with <c>preprocess.json</c>, and a
/// tokenizer with its vectors. Folders may be nested and named at will.
/// </summary>
public static class OracleFolder
{
    /// <summary>All cases in and below a folder, by name.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static IReadOnlyList<OracleCase> Cases(string root)
    {
        if (!Directory.Exists(root)) throw new DirectoryNotFoundException($"There is no folder {root}: give one with reference data.");
        var cases = new List<OracleCase>();
        foreach (var folder in Directory.EnumerateDirectories(root, "*", SearchOption.AllDirectories).Prepend(root).Order(StringComparer.Ordinal))
            cases.AddRange(CasesOf(folder, Name(root, folder)));
        return cases;
    }

    private static string Name(string root, string folder)
    {
        var name = Path.GetRelativePath(root, folder).Replace('\\', '/');
        return name == "." ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root))) : name;
    }

    private static IEnumerable<OracleCase> CasesOf(string folder, string name)
    {
        bool Has(string file) => File.Exists(Path.Combine(folder, file));

        if (Has("config.json") && Has("case.safetensors")) yield return new NetworkCase(name, folder, Path.Combine(folder, "case.safetensors"));
        if (Has("config.json") && Directory.Exists(Path.Combine(folder, "cases")))
            foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "cases"), "*.safetensors").Order(StringComparer.Ordinal))
                yield return new NetworkCase($"{name}/{Path.GetFileNameWithoutExtension(file)}", folder, file);
        if (Has("e2e.json") && Has("e2e.safetensors"))
            foreach (var chat in OracleChat.Read(Path.Combine(folder, "e2e.json")).EnumerateArray().Select(static chat => chat.GetProperty("name").GetString()!))
                yield return new EndToEndCase($"{name}/e2e/{chat}", folder, chat);
        if (Has("batch.safetensors") && Has("dpo.json"))
            foreach (var policy in Directory.EnumerateDirectories(folder, "policy*").Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal))
                yield return new PreferenceCase($"{name}/{policy}", folder, policy);
        if (Has("preprocess.json"))
            foreach (var list in PictureCase.Lists) yield return new PictureCase($"{name}/{list}", folder, list);
        foreach (var vectors in new[] { "vectors", "tokenizer_vectors" }.Where(file => Has("tokenizer.json") && Has($"{file}.json")))
            foreach (var list in OracleChat.Read(Path.Combine(folder, $"{vectors}.json")).EnumerateObject().Where(static list => list.Value.ValueKind == JsonValueKind.Array))
                yield return new TokenizerCase($"{name}/{vectors}/{list.Name}", folder, Path.Combine(folder, $"{vectors}.json"), list.Name);
    }
}
