using LongVpo.Core.Time;
using LongVpo.Node.Contract;
using Spectre.Console;

namespace LongVpo.Cli.Terminal;

/// <summary>Draws a video's tree for a person: times first, then what is there.</summary>
internal static class TreeText
{
    public static void Write(TreeDocument tree, TreeDepth depth)
    {
        if (tree.Programme is not { } programme)
        {
            Console.Out.WriteLine($"{tree.Path}: nothing is sealed yet.");
            return;
        }

        var segments = tree.Segments.ToDictionary(s => s.Id);
        var scenes = tree.Scenes.ToDictionary(s => s.Id);
        var drawing = new Tree(Label(Path.GetFileName(tree.Path), programme.Start, programme.End, programme.Caption, "bold"));
        foreach (var chapter in tree.Chapters)
        {
            var branch = drawing.AddNode(Label(chapter.Id, chapter.Start, chapter.End, chapter.Caption, "yellow"));
            if (depth == TreeDepth.Chapters) continue;
            foreach (var scene in chapter.Children.Select(id => scenes[id]))
            {
                var twig = branch.AddNode(Label(scene.Id, scene.Start, scene.End, scene.Caption, "green"));
                if (depth == TreeDepth.Scenes) continue;
                foreach (var segment in scene.Children.Select(id => segments[id]))
                    twig.AddNode(Label($"{segment.Id} {segment.OpensWith}", segment.Start, segment.End, segment.Caption, "grey"));
            }
        }

        Drawing.Write(drawing);
    }

    private static Markup Label(string name, double start, double end, string caption, string style) =>
        new($"[{style}]{Markup.Escape($"{TimeText.OfSeconds(start)}-{TimeText.OfSeconds(end)} {name}")}[/]  {Markup.Escape(caption)}");
}
