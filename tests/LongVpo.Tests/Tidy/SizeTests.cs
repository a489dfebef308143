using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LongVpo.Tests.Tidy;

/// <summary>Keeps files, types and methods small enough to be read in one sitting; what is larger stands in a list that may only shrink.</summary>
public sealed class SizeTests
{
    private const int FileLinesMax = 400;
    private const int TypeLinesMax = 300;
    private const int MethodLinesMax = 60;

    /// <summary>Things over their size: name, lines, and why. An entry that is no longer needed fails the test, so that the list shrinks.</summary>
    private static readonly Dictionary<string, (int Lines, string Why)> Allowed = [];

    [Fact]
    public void Files_types_and_methods_stay_within_their_size()
    {
        var over = Measured().Where(m => m.Lines > m.Max).ToDictionary(m => m.Name, m => m.Lines);

        var news = over.Where(o => !Allowed.TryGetValue(o.Key, out var allowed) || o.Value > allowed.Lines).Select(o => $"{o.Key}: {o.Value} lines");
        var stale = Allowed.Keys.Where(name => !over.ContainsKey(name)).Select(name => $"{name} is no longer too large: take it off the list");

        Assert.Empty(news.Concat(stale));
    }

    [Fact]
    public void Native_sources_and_scripts_stay_within_their_size()
    {
        var over = SourceTree.Files("src", "*.c").Concat(SourceTree.Files("src", "*.cpp")).Concat(SourceTree.Files("src", "*.h")).Concat(SourceTree.Files("src", "*.sh"))
            .Select(path => (path, lines: SourceTree.Text(path).Count(c => c == '\n')))
            .Where(f => f.lines > FileLinesMax)
            .Select(f => $"{f.path}: {f.lines} lines");

        Assert.Empty(over);
    }

    private static IEnumerable<(string Name, int Lines, int Max)> Measured()
    {
        foreach (var (path, unit) in SourceTree.Everything)
        {
            yield return (path, unit.SyntaxTree.GetText(TestContext.Current.CancellationToken).Lines.Count, FileLinesMax);
            foreach (var type in unit.DescendantNodes().OfType<TypeDeclarationSyntax>())
                yield return ($"{path}:{type.Identifier}", SourceTree.Lines(type), TypeLinesMax);
            foreach (var method in unit.DescendantNodes().OfType<BaseMethodDeclarationSyntax>())
                yield return ($"{path}:{NameOf(method)}", SourceTree.Lines(method), MethodLinesMax);
        }
    }

    private static string NameOf(BaseMethodDeclarationSyntax method) => method switch
    {
        MethodDeclarationSyntax named => named.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text + ".new",
        _ => method.Kind().ToString(),
    };
}
