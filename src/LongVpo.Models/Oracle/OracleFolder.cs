namespace LongVpo.Models.Oracle;

/// <summary>
/// Finds the cases of a folder of reference data. The layout is that of the public tests' data: a model's folder with <c>cases/*.safetensors</c> or <c>case.safetensors</c> beside its
/// <c>config.json</c>, and whatever further kinds are listed here. Folders may be nested and named at will.
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
            if (File.Exists(Path.Combine(folder, "config.json"))) cases.AddRange(ModelCases(root, folder));
        return cases;
    }

    private static IEnumerable<OracleCase> ModelCases(string root, string model)
    {
        var room = Path.GetRelativePath(root, model).Replace('\\', '/');
        if (room == ".") room = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)));
        var single = Path.Combine(model, "case.safetensors");
        if (File.Exists(single)) yield return new NetworkCase(room, model, single);
        var cases = Path.Combine(model, "cases");
        if (!Directory.Exists(cases)) yield break;
        foreach (var file in Directory.EnumerateFiles(cases, "*.safetensors").Order(StringComparer.Ordinal))
            yield return new NetworkCase($"{room}/{Path.GetFileNameWithoutExtension(file)}", model, file);
    }
}
