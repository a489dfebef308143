using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LongVpo.Training.Preferences.Pairs;

/// <summary>
/// The pair file of a run that may be killed at any moment. Every attempt writes one line: a pair into the file, or a reason into the journal beside it (<c>FILE.run</c>). What is
/// there is what was done; a run that is taken up again goes on at the first attempt that neither file has, so nothing is made twice and nothing is missing.
/// </summary>
public sealed class PairLog : IDisposable
{
    private const int SyncEvery = 256;
    private readonly FileStream _pairs;
    private readonly FileStream _journal;
    private int _unsynced;

    private PairLog(FileStream pairs, FileStream journal, long next, long count, ImmutableSortedDictionary<string, long> rejects) =>
        (_pairs, _journal, Next, Count, Rejects) = (pairs, journal, next, count, rejects);

    /// <summary>The attempt to make next.</summary>
    public long Next { get; private set; }

    /// <summary>Pairs in the file.</summary>
    public long Count { get; private set; }

    /// <summary>Attempts that made no pair, by reason.</summary>
    public ImmutableSortedDictionary<string, long> Rejects { get; private set; }

    /// <summary>Opens a run's file, new or to go on with. Half a line at the end, and whatever lies behind a missing attempt, is cut off.</summary>
    /// <param name="path">The pair file.</param>
    /// <param name="settings">A digest over everything that decides what is made.</param>
    /// <param name="cancellationToken">Stops reading what is there.</param>
    /// <exception cref="PreferenceException">Another run has it open, it was begun with other settings, or it is damaged otherwise than by a kill.</exception>
    public static PairLog Open(string path, string settings, CancellationToken cancellationToken)
    {
        FileStream? pairs = null, journal = null;
        try
        {
            // Only a share of nothing is a lock on every system.
            journal = Open(JournalOf(path), FileShare.None);
            pairs = Open(path, FileShare.ReadWrite);
            var held = Held.Read(pairs, journal, path, settings, cancellationToken);
            if (journal.Length == 0) WriteLine(journal, new RunHeader(RunHeader.CurrentSchema, settings), PairJson.Readable.RunHeader);
            pairs.Seek(0, SeekOrigin.End);
            journal.Seek(0, SeekOrigin.End);
            return new PairLog(pairs, journal, held.Next, held.Count, held.Rejects);
        }
        catch (IOException busy)
        {
            pairs?.Dispose();
            journal?.Dispose();
            throw new PreferenceException($"{path} cannot be written ({busy.Message.TrimEnd('.')}): see whether another run writes it.", busy);
        }
        catch
        {
            pairs?.Dispose();
            journal?.Dispose();
            throw;
        }
    }

    /// <summary>The journal of a pair file.</summary>
    public static string JournalOf(string path) => path + ".run";

    /// <summary>Writes the pair that the next attempt made.</summary>
    /// <exception cref="PreferenceException">It is no good pair.</exception>
    public void Add(PreferencePair pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        if (pair.Gen.Attempt != Next) throw new PreferenceException($"Attempt {pair.Gen.Attempt} was given where {Next} is next.");
        if (PairRules.Fault(pair) is { } fault) throw new PreferenceException($"Pair {pair.Id} cannot be kept: {fault.Sentence}.");
        WriteLine(_pairs, pair, PairJson.Readable.PreferencePair);
        Count++;
        Done();
    }

    /// <summary>Notes that the next attempt made none.</summary>
    public void Reject(string reason)
    {
        WriteLine(_journal, new RejectedAttempt(Next, reason), PairJson.Readable.RejectedAttempt);
        Rejects = Rejects.SetItem(reason, Rejects.GetValueOrDefault(reason) + 1);
        Done();
    }

    public void Dispose()
    {
        if (_unsynced > 0) Sync();
        _pairs.Dispose();
        _journal.Dispose();
    }

    /// <summary>Adds a line to a file in one write, so that a kill leaves it whole, cut or missing, but never mixed.</summary>
    internal static void WriteLine<T>(FileStream file, T value, JsonTypeInfo<T> type) => file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(value, type) + "\n"));

    // Without a buffer, so that a line has left the process before the next is begun.
    private static FileStream Open(string path, FileShare share) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, bufferSize: 0);

    private void Done()
    {
        Next++;
        if (++_unsynced >= SyncEvery) Sync();
    }

    private void Sync()
    {
        _pairs.Flush(flushToDisk: true);
        _journal.Flush(flushToDisk: true);
        _unsynced = 0;
    }

    // What both files hold together, after what cannot be gone on from was cut off.
    private sealed record Held(long Next, long Count, ImmutableSortedDictionary<string, long> Rejects)
    {
        public static Held Read(FileStream pairs, FileStream journal, string path, string settings, CancellationToken cancellationToken)
        {
            Whole(pairs);
            Whole(journal);
            var kept = new Dictionary<long, long>();
            foreach (var (number, end, line) in Lines(pairs, cancellationToken)) kept[PairReader.Parse(line, path, number).Gen.Attempt] = end;
            var rejected = new Dictionary<long, string>();
            foreach (var (number, _, line) in Lines(journal, cancellationToken))
            {
                if (number == 1) CheckHeader(line, path, settings);
                else if (JsonSerializer.Deserialize(line, PairJson.Readable.RejectedAttempt) is { } one) rejected[one.Attempt] = one.Reason;
            }

            if (kept.Count > 0 && journal.Length == 0) throw new PreferenceException($"{path} has pairs and no journal {JournalOf(path)}: it was written elsewhere; give another name.");
            var next = 0L;
            while (kept.ContainsKey(next) || rejected.ContainsKey(next)) next++;
            if (kept.Keys.Concat(rejected.Keys).Any(attempt => attempt > next)) Cut(pairs, journal, kept, rejected, next);
            var reasons = rejected.Where(one => one.Key < next).GroupBy(one => one.Value, StringComparer.Ordinal);
            return new Held(next, kept.Keys.Count(attempt => attempt < next), reasons.ToImmutableSortedDictionary(group => group.Key, group => group.LongCount(), StringComparer.Ordinal));
        }

        // After a loss of power one file may be ahead of the other. Withdrawn pairs stand at the journal's end, out of order, so it is written anew.
        private static void Cut(FileStream pairs, FileStream journal, Dictionary<long, long> kept, Dictionary<long, string> rejected, long next)
        {
            pairs.SetLength(kept.Where(one => one.Key < next).Select(one => one.Value).DefaultIfEmpty(0).Max());
            journal.SetLength(Lines(journal, CancellationToken.None).First().End);
            journal.Seek(0, SeekOrigin.End);
            foreach (var (attempt, reason) in rejected.Where(one => one.Key < next)) WriteLine(journal, new RejectedAttempt(attempt, reason), PairJson.Readable.RejectedAttempt);
        }

        private static void CheckHeader(byte[] line, string path, string settings)
        {
            var header = JsonSerializer.Deserialize(line, PairJson.Readable.RunHeader);
            if (header?.Schema != RunHeader.CurrentSchema) throw new PreferenceException($"{JournalOf(path)} was written as {header?.Schema}, and this version reads {RunHeader.CurrentSchema}; take a newer version.");
            if (header.Settings != settings) throw new PreferenceException($"{path} was begun with other settings, another model or another pool: go on with those, or give another name.");
        }

        private static void Whole(FileStream file)
        {
            var at = file.Length;
            while (at > 0)
            {
                file.Position = at - 1;
                if (file.ReadByte() == '\n') break;
                at--;
            }

            if (at < file.Length) file.SetLength(at);
        }

        private static IEnumerable<(int Number, long End, byte[] Line)> Lines(FileStream file, CancellationToken cancellationToken)
        {
            file.Position = 0;
            var buffered = new BufferedStream(file, 1 << 16);
            var (line, number, at) = (new List<byte>(), 0, 0L);
            for (int next; (next = buffered.ReadByte()) >= 0;)
            {
                at++;
                if (next != '\n')
                {
                    line.Add((byte)next);
                    continue;
                }

                cancellationToken.ThrowIfCancellationRequested();
                yield return (++number, at, [.. line]);
                line.Clear();
            }
        }
    }
}
