using LongVpo.Core.Videos;
using LongVpo.Node;
using LongVpo.Node.Contract;
using LongVpo.Node.Known;
using LongVpo.Training.World;
using LongVpo.Training.World.Film;

namespace LongVpo.Cli.Films;

/// <summary>Renders a film, and has the node watch the file as it would any other.</summary>
/// <param name="node">Who watches.</param>
/// <param name="folder">Where the file is put until it is watched.</param>
/// <param name="isTold">Whether the segments, as the node cut them, get their true captions from the script afterwards.</param>
/// <param name="name">What it is called.</param>
internal sealed class FileViewer(LocalNode node, string folder, bool isTold, string name) : NodeViewer(node)
{
    private const int Side = 320;
    private const string Rate = "25";

    public override string Name => name;

    protected override async Task<VideoId> RememberAsync(FilmScript film, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, $"film-{film.Seed}.mp4");
        try
        {
            await new FilmFile(film, new FilmRenderer(film, Side, Side, FrameRate.Parse(Rate)), TimeProvider.System).WriteAsync(file, progress: null, cancellationToken);
            var video = new VideoId((await Node.AnalyzeAsync(file, again: false, new Progress<ProgressDocument>(), cancellationToken)).Video);
            if (isTold)
                await FootageImport.CaptionAsync(Node, video, span => Questions.Caption(film.World, film.SceneAt((long)((span.Range.Start.Seconds + span.Range.End.Seconds) * 500))), Script, cancellationToken);
            return video;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
