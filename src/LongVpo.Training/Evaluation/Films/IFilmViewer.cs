using LongVpo.Core.Answers;
using LongVpo.Core.Segments;
using LongVpo.Training.World.Film;

namespace LongVpo.Training.Evaluation.Films;

/// <summary>Whoever watches films and answers questions about them.</summary>
public interface IFilmViewer
{
    /// <summary>How it comes by what it knows, for the report.</summary>
    string Name { get; }

    /// <summary>Watches a film; it is asked about afterwards, and not after the next.</summary>
    Task WatchAsync(FilmScript film, CancellationToken cancellationToken);

    /// <summary>Answers a question about the film that was watched last.</summary>
    /// <param name="question">The question.</param>
    /// <param name="without">Segments that it answers without.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<Answer> AskAsync(string question, IReadOnlyList<SegmentId> without, CancellationToken cancellationToken);
}
