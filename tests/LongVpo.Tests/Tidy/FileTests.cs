using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LongVpo.Tests.Tidy;

/// <summary>Keeps every file findable and telling: one type per file, the namespace of its folder, a first sentence, no unfinished marks.</summary>
public sealed partial class FileTests
{
    [Fact]
    public void A_file_holds_one_type_or_one_family()
    {
        var wrong = SourceTree.Sources
            .Select(s => (s.Path, Types: s.Unit.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Where(t => t.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax).ToList()))
            .Where(s => s.Types.Count > 1 && !IsFamily(s.Types))
            .Select(s => $"{s.Path}: {string.Join(", ", s.Types.Select(t => t.Identifier.Text))}");

        Tidy(wrong);
    }

    [Fact]
    public void A_namespace_follows_its_folder()
    {
        var wrong = SourceTree.Sources
            .Select(s => (s.Path, Space: s.Unit.Members.OfType<FileScopedNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString()))
            .Where(s => !s.Path.EndsWith("/Program.cs", StringComparison.Ordinal))
            .Where(s => s.Space != Path.GetDirectoryName(s.Path)!.Replace('\\', '/')["src/".Length..].Replace('/', '.'))
            .Select(s => $"{s.Path}: {s.Space}");

        Tidy(wrong);
    }

    [Fact]
    public void Every_type_opens_with_a_sentence()
    {
        var wrong = SourceTree.Sources
            .SelectMany(s => s.Unit.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
                .Where(t => t.Parent is BaseNamespaceDeclarationSyntax)
                .Where(t => !t.GetLeadingTrivia().ToFullString().Contains("/// <summary>", StringComparison.Ordinal))
                .Select(t => $"{s.Path}: {t.Identifier.Text}"));

        Tidy(wrong);
    }

    [Fact]
    public void Nothing_is_left_unfinished()
    {
        var wrong = SourceTree.Everything.Where(s => !s.Path.EndsWith("Tidy/FileTests.cs", StringComparison.Ordinal))
            .SelectMany(s => Unfinished().Matches(SourceTree.Text(s.Path)).Select(m => $"{s.Path}: {m.Value}"));

        Tidy(wrong);
    }

    [Fact]
    public void The_cancellation_token_comes_last()
    {
        var wrong = SourceTree.Sources.SelectMany(s => s.Unit.DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Where(m => m.Identifier.Text.EndsWith("Async", StringComparison.Ordinal) && m.Identifier.Text != "DisposeAsync")
            // A private loop may stop by its own object's token.
            .Where(m => m.Modifiers.Any(SyntaxKind.PublicKeyword) || m.Modifiers.Any(SyntaxKind.InternalKeyword) || m.Parent is InterfaceDeclarationSyntax)
            .Where(m => m.ParameterList.Parameters.LastOrDefault()?.Type?.ToString() is not ("CancellationToken" or "CancellationToken?"))
            .Select(m => $"{s.Path}: {m.Identifier.Text}"));

        Tidy(wrong);
    }

    [Fact]
    public void Links_between_documents_lead_somewhere()
    {
        var documents = SourceTree.Files(".", "*.md").Where(path => !path.StartsWith("../", StringComparison.Ordinal));
        var wrong = documents.SelectMany(path => Links().Matches(SourceTree.Text(path))
            .Select(m => m.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#'))
            .Select(target => target.Split('#')[0])
            .Where(target => !Path.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(path)!, target)))
            .Select(target => $"{path} links to {target}"));

        Tidy(wrong);
    }

    [Fact]
    public void The_top_level_holds_only_what_it_should()
    {
        string[] known = [
            ".ci", ".editorconfig", ".git", ".gitattributes", ".gitignore", ".longvpo", "BannedSymbols.txt", "CHANGELOG.md", "Directory.Build.props",
            "Directory.Packages.props", "LongVpo.Actors.sln", "README.md", "cluster-config", "docs", "global.json", "longvpo", "samples", "src", "test", "tests"];

        var names = Directory.EnumerateFileSystemEntries(Repository.Root).Select(path => Path.GetFileName(path)!);

        Assert.Empty(names.Except(known));
    }

    private static void Tidy(IEnumerable<string> wrong) => Assert.Equal(string.Empty, string.Join('\n', wrong));

    private static bool IsFamily(List<BaseTypeDeclarationSyntax> types) =>
        types[0] is RecordDeclarationSyntax root && root.Modifiers.Any(SyntaxKind.AbstractKeyword)
        && types.Skip(1).All(t => t is RecordDeclarationSyntax { BaseList: not null } record
            && record.BaseList.Types.Any(b => b.Type.ToString().Split('<')[0] == root.Identifier.Text));

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException|Assert\.True\(true\)")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\[[^\]]*\]\(([^)\s]+)\)")]
    private static partial Regex Links();
}
