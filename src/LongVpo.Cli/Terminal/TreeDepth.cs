namespace LongVpo.Cli.Terminal;

/// <summary>How deep a tree is printed.</summary>
internal enum TreeDepth
{
    Chapters,
    Scenes,
    Segments,
}
