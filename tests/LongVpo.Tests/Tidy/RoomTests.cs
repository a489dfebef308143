using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LongVpo.Tests.Tidy;

/// <summary>Keeps the arrows between the rooms as they are drawn in docs/ARCHITECTURE.md: who may know whom, and what only one room may hold.</summary>
public sealed class RoomTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["LongVpo.Core"] = [],
        ["LongVpo.Media"] = ["LongVpo.Core"],
        ["LongVpo.Memory"] = ["LongVpo.Core"],
        ["LongVpo.Models"] = ["LongVpo.Core"],
        ["LongVpo.Actors"] = ["LongVpo.Core"],
        ["LongVpo.Training"] = ["LongVpo.Core", "LongVpo.Models"],
        ["LongVpo.Node"] = ["LongVpo.Core", "LongVpo.Media", "LongVpo.Memory", "LongVpo.Models", "LongVpo.Actors"],
        ["LongVpo.Cli"] = ["LongVpo.Core", "LongVpo.Node", "LongVpo.Training"],
    };

    [Fact]
    public void A_room_references_only_the_rooms_it_may()
    {
        var wrong = SourceTree.Files("src", "*.csproj").SelectMany(path =>
        {
            var room = Path.GetFileNameWithoutExtension(path);
            Assert.True(Arrows.ContainsKey(room), $"{room} is not a room of docs/ARCHITECTURE.md.");
            return XDocument.Parse(SourceTree.Text(path)).Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
                .Where(target => !Arrows[room].Contains(target))
                .Select(target => $"{room} references {target}");
        });

        Assert.Empty(wrong);
    }

    [Fact]
    public void Core_uses_no_package()
    {
        var project = XDocument.Parse(SourceTree.Text("src/LongVpo.Core/LongVpo.Core.csproj"));

        Assert.Empty(project.Descendants("PackageReference"));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = SourceTree.Text("LongVpo.Actors.sln").Replace('\\', '/');

        Assert.All(SourceTree.Files("src", "*.csproj").Concat(SourceTree.Files("tests", "*.csproj")), path => Assert.Contains(path, solution, StringComparison.Ordinal));
    }

    [Fact]
    public void The_kernel_knows_nothing_of_video()
    {
        var wrong = SourceTree.Sources.Where(s => s.Path.StartsWith("src/LongVpo.Actors/Kernel/", StringComparison.Ordinal))
            .Where(s => s.Unit.Usings.Any(u => u.Name?.ToString().StartsWith("LongVpo.", StringComparison.Ordinal) == true
                && u.Name.ToString() is not "LongVpo.Core.Options"))
            .Select(s => s.Path);

        Assert.Empty(wrong);
    }

    [Fact]
    public void Unsafe_code_and_native_calls_stay_behind_the_walls()
    {
        var wrong = SourceTree.Sources.Where(s => !s.Path.Contains("/Native/", StringComparison.Ordinal))
            .Where(s => s.Unit.DescendantTokens().Any(t => t.IsKind(SyntaxKind.UnsafeKeyword))
                || s.Unit.DescendantNodes().OfType<AttributeSyntax>().Any(a => a.Name.ToString() is "LibraryImport" or "DllImport"))
            .Select(s => s.Path);

        Assert.Empty(wrong);
    }

    [Fact]
    public void Only_the_memory_speaks_sql()
    {
        var wrong = SourceTree.Sources.Where(s => !s.Path.StartsWith("src/LongVpo.Memory/", StringComparison.Ordinal))
            .Where(s => s.Unit.Usings.Any(u => u.Name?.ToString() == "Microsoft.Data.Sqlite"))
            .Select(s => s.Path);

        Assert.Empty(wrong);
    }
}
