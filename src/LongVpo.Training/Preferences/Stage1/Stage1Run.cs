using System.Collections.Immutable;
using LongVpo.Training.Preferences.Making;
using LongVpo.Training.Preferences.Pairs;

namespace LongVpo.Training.Preferences.Stage1;

/// <summary>
/// Makes the pairs of LongVPO's first stage. It may be killed at any moment and begun again: it goes on where the file ends and comes to the same bytes. Some attempts are under way side by
/// side, and are written in the order of their numbers.
/// </summary>
/// <param name="settings">What decides which pairs come about.</param>
/// <param name="sources">What it works with.</param>
public sealed class Stage1Run(Stage1Settings settings, Stage1Sources sources)
{
    // A model that writes no usable question would be asked for ever.
    private const long AttemptsPerPair = 50;
    private const long AttemptsLeast = 500;

    /// <summary>The file of reference scores beside a pair file.</summary>
    public static string ScoresOf(string path) => path + ".scores";

    /// <summary>Makes pairs until there are enough.</summary>
    /// <param name="path">The pair file, new or begun.</param>
    /// <param name="wanted">Pairs there shall be, those that are there included.</param>
    /// <param name="progress">Is told after every attempt.</param>
    /// <param name="cancellationToken">Stops between two attempts; the file can be gone on with.</param>
    /// <exception cref="PreferenceException">The file cannot be gone on with, or the model cannot do what is asked of it.</exception>
    public async Task<Stage1Report> RunAsync(string path, long wanted, IProgress<Stage1Progress>? progress, CancellationToken cancellationToken)
    {
        settings.Validate();
        if (sources.Pool.Count < 2) throw new PreferenceException($"The pool {sources.Pool.Name} has {sources.Pool.Count} clips: give it more.");
        using var log = PairLog.Open(path, settings.Digest(sources.Digest, sources.Pool.Name, sources.Writer.Name, sources.Descriptor.Name), cancellationToken);
        using var scores = settings.Without.HasFlag(Stage1Parts.Reference) ? null : ScoreCache.Open(ScoresOf(path), cancellationToken);
        var refusals = PairReader.Read(path, cancellationToken).LongCount(static pair => PairRules.IsRefusal(pair.Rejected));
        var maker = new Stage1Maker(settings, sources, new ClipAsker(sources.Worker, sources.Shelf, sources.Pool, settings, sources.Digest, scores), Withdrawal.Of(path));
        var most = Math.Max(AttemptsLeast, wanted * AttemptsPerPair);
        await new AttemptLoop(log, refusals, settings.MostRefusals, settings.SideBySide).RunAsync(maker.MakeAsync, wanted, most, progress, cancellationToken);
        return Report(path, log, wanted, cancellationToken);
    }

    private Stage1Report Report(string path, PairLog log, long wanted, CancellationToken cancellationToken)
    {
        var pairs = PairReader.Read(path, cancellationToken).ToList();
        var clips = pairs.GroupBy(static pair => pair.Context.Clips.Length).ToImmutableSortedDictionary(static length => length.Key, static length => length.Count());
        return new Stage1Report(
            sources.Digest, sources.Pool.Name, sources.Writer.Name, sources.Descriptor.Name, settings.Likeness, settings.Seed, log.Next, log.Count, log.Next == 0 ? 0 : (double)log.Count / log.Next,
            Stage1Report.Funnel(log.Next, log.Rejects, RejectReasons.All), clips, Stage1Report.PlacesOf(pairs), AnchorPlaces.Uniformity(pairs),
            pairs.Count == 0 ? 0 : pairs.Average(static pair => PairRules.IsRefusal(pair.Rejected) ? 1.0 : 0), log.Count >= wanted);
    }
}
