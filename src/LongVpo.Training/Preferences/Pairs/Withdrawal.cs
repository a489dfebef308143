using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace LongVpo.Training.Preferences.Pairs;

/// <summary>
/// Takes a source's pairs out of a file for good, as its owner may ask. The names stay beside the file (<c>FILE.withdrawn</c>), so that no later run uses the source again. It can be
/// stopped at any moment and done again.
/// </summary>
public static class Withdrawal
{
    /// <summary>The reason under which taken-out pairs are counted.</summary>
    public const string Reason = "withdrawn";

    /// <summary>Removes every pair that uses one of these sources in any clip.</summary>
    /// <param name="path">The pair file.</param>
    /// <param name="sources">Their ids.</param>
    /// <param name="cancellationToken">Stops before the file is replaced.</param>
    /// <returns>How many pairs each source took with it; a pair of two sources counts for both.</returns>
    /// <exception cref="PreferenceException">The file cannot be used.</exception>
    public static ImmutableArray<WithdrawnSource> Take(string path, IReadOnlyCollection<string> sources, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var gone = PairReader.Read(path, cancellationToken).Where(pair => pair.Sources.Any(sources.Contains)).ToList();
        ImmutableArray<WithdrawnSource> counted = [.. sources.Order(StringComparer.Ordinal).Select(source => new WithdrawnSource(source, gone.Count(pair => pair.Sources.Contains(source))))];
        // First the names, then the journal, then the pairs: whatever is missing after a kill is made good by doing it again.
        Note(path, counted);
        var ids = gone.Select(pair => pair.Id).ToHashSet(StringComparer.Ordinal);
        if (ids.Count == 0) return counted;
        var journal = PairLog.JournalOf(path);
        if (File.Exists(journal))
        {
            using var file = Locked(journal);
            foreach (var pair in gone) PairLog.WriteLine(file, new RejectedAttempt(pair.Gen.Attempt, Reason), PairJson.Readable.RejectedAttempt);
            file.Flush(flushToDisk: true);
        }

        WholeFile.Write(path, PairReader.Read(path, cancellationToken).Where(pair => !ids.Contains(pair.Id)).Select(PairReader.Line));
        return counted;
    }

    /// <summary>Sources that were withdrawn from a file; a run leaves them out of its pool.</summary>
    public static ImmutableHashSet<string> Of(string path) =>
        File.Exists(ListOf(path)) ? [.. Read(path).Select(one => one.SourceId)] : [];

    // A run that goes on would write pairs of a source that is being taken out.
    private static FileStream Locked(string journal)
    {
        try
        {
            return new FileStream(journal, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        }
        catch (IOException busy)
        {
            throw new PreferenceException($"{journal} cannot be written ({busy.Message.TrimEnd('.')}): stop the run that writes these pairs first.", busy);
        }
    }

    private static void Note(string path, ImmutableArray<WithdrawnSource> counted)
    {
        var known = File.Exists(ListOf(path)) ? Read(path).ToDictionary(one => one.SourceId, StringComparer.Ordinal) : [];
        foreach (var one in counted) known[one.SourceId] = one with { Pairs = Math.Max(one.Pairs, known.TryGetValue(one.SourceId, out var before) ? before.Pairs : 0) };
        WholeFile.Write(ListOf(path), known.Values.OrderBy(one => one.SourceId, StringComparer.Ordinal).Select(one => JsonSerializer.Serialize(one, PairJson.Readable.WithdrawnSource)));
    }

    private static IEnumerable<WithdrawnSource> Read(string path) => File.ReadLines(ListOf(path)).Select(line => JsonSerializer.Deserialize(line, PairJson.Readable.WithdrawnSource)!);

    private static string ListOf(string path) => path + ".withdrawn";
}
