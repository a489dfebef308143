using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LongVpo.Tests.Tidy;

/// <summary>The sources as the Tidy tests see them, parsed once for all of them.</summary>
internal static class SourceTree
{
    /// <summary>Every C# file of <c>src</c>, with its path from the repository's root.</summary>
    public static IReadOnlyList<(string Path, CompilationUnitSyntax Unit)> Sources { get; } = Parse("src");

    /// <summary>Every C# file of <c>src</c> and <c>tests</c>.</summary>
    public static IReadOnlyList<(string Path, CompilationUnitSyntax Unit)> Everything { get; } = [.. Sources, .. Parse("tests"), .. Parse("samples")];

    /// <summary>Paths from the root of every file under a folder that is not built.</summary>
    public static IEnumerable<string> Files(string folder, string pattern)
    {
        var start = Path.Combine(Repository.Root, folder);
        if (!Directory.Exists(start)) return [];
        return Directory.EnumerateFiles(start, pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "artifacts" or "node_modules" or ".git" or ".longvpo"))
            .Order(StringComparer.Ordinal);
    }

    public static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    public static int Lines(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static List<(string Path, CompilationUnitSyntax Unit)> Parse(string folder) =>
        [.. Files(folder, "*.cs").Select(path => (path, CSharpSyntaxTree.ParseText(Text(path)).GetCompilationUnitRoot()))];
}
