using LongVpo.Core.Answers;
using LongVpo.Core.Models;
using LongVpo.Core.Segments;
using LongVpo.Core.Videos;
using LongVpo.Node;
using LongVpo.Training.Evaluation.Films;
using LongVpo.Training.World.Film;

namespace LongVpo.Cli.Films;

/// <summary>Has a node answer about films, by the rules over what it remembers; a model is not asked, however the captions came about.</summary>
internal abstract class NodeViewer(LocalNode node) : IFilmViewer
{
    private VideoId? _video;

    public abstract string Name { get; }

    protected static ModelVersion Script { get; } = new("script:", "script");

    protected LocalNode Node => node;

    public async Task WatchAsync(FilmScript film, CancellationToken cancellationToken) => _video = await RememberAsync(film, cancellationToken);

    public Task<Answer> AskAsync(string question, IReadOnlyList<SegmentId> without, CancellationToken cancellationToken)
    {
        var video = _video ?? throw new InvalidOperationException("No film was watched.");
        return node.Videos.AskAsync(new Question { Text = question, Videos = [video], Without = [.. without.Select(segment => (video, segment))] }, limit: null, cancellationToken);
    }

    /// <summary>Gets the film into the node's memory.</summary>
    protected abstract Task<VideoId> RememberAsync(FilmScript film, CancellationToken cancellationToken);
}
