using LongVpo.Core.Videos;
using LongVpo.Node;
using LongVpo.Node.Known;
using LongVpo.Training.World.Film;

namespace LongVpo.Cli.Films;

/// <summary>Knows the scenes of a film and their captions from the script, so that answers are judged apart from what is seen.</summary>
internal sealed class ScriptViewer(LocalNode node) : NodeViewer(node)
{
    public override string Name => "script: captions of the script's own segments";

    protected override async Task<VideoId> RememberAsync(FilmScript film, CancellationToken cancellationToken)
    {
        var known = ScriptFootage.Of(film);
        await FootageImport.KeepAsync(Node, known, Script, cancellationToken);
        return known.Video;
    }
}
