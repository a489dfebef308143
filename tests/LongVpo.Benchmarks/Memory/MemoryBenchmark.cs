using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using LongVpo.Core.Answers;
using LongVpo.Core.Options;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Memory.Stores;
using LongVpo.TestKit;

namespace LongVpo.Benchmarks.Memory;

/// <summary>
/// Shows that finding stays quick as the memory grows: stores of 1,000, 10,000 and 100,000 segments (or the sizes given as arguments) are filled through
/// the store's own port with lines whose words follow Zipf's law, and asked the questions that people ask.
/// </summary>
public static class MemoryBenchmark
{
    private const string AllFinds = "find, all in turn";
    private const int Rounds = 200;
    private const int SegmentsPerVideo = 1_000;
    private const int SegmentsPerAppend = 20;

    public static async Task<int> RunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var sizes = args.Length == 0 ? [1_000, 10_000, 100_000] : Array.ConvertAll(args, arg => int.Parse(arg, CultureInfo.InvariantCulture));
        Console.WriteLine($"{StoreSession.Engine}, {Environment.ProcessorCount} cores, {Rounds} rounds per query, times in ms");
        var results = new List<Dictionary<string, (double P50, double P95)>>();
        foreach (var size in sizes) results.Add(await MeasureAsync(size));
        foreach (var query in results[0].Keys)
            Print($"{query,-22} p95 {sizes[^1]} / {sizes[0]} segments: {results[^1][query].P95 / results[0][query].P95:F2}x");
        return 0;
    }

    private static async Task<Dictionary<string, (double P50, double P95)>> MeasureAsync(int size)
    {
        using var temp = new TempFolder();
        await using var session = await StoreSession.OpenWriterAsync(temp.Path, new StoreOptions(), CancellationToken.None);
        var clock = Stopwatch.StartNew();
        await FillAsync(session, size);
        var bytes = await session.Care.UsedBytesAsync(CancellationToken.None);
        Print($"\n{size} segments: {size / clock.Elapsed.TotalSeconds:F0} segments/s written, {bytes / size} bytes per segment");
        var figures = new Dictionary<string, (double, double)>();
        var queries = Queries(size).ToList();
        foreach (var (name, query) in queries) figures[name] = await TimeAsync(name, round => session.Evidence.FindAsync(query(round), CancellationToken.None));
        figures[AllFinds] = await TimeAsync(AllFinds, round => session.Evidence.FindAsync(queries[round % queries.Count].Query(round), CancellationToken.None));
        clock.Restart();
        await session.Segments.NearestAsync(SyntheticText.Descriptor(1), [], 10, CancellationToken.None);
        Print($"vector index loaded in {clock.Elapsed.TotalMilliseconds:F0} ms");
        figures["vectors"] = await TimeAsync("vectors", round => session.Segments.NearestAsync(SyntheticText.Descriptor(-1 - round), [], 10, CancellationToken.None));
        Print($"recall@10 of vectors: {await RecallAsync(session, size):F4}");
        clock.Restart();
        await session.Videos.DeleteAsync(new VideoId("v0"), CancellationToken.None);
        Print($"one video of {Math.Min(size, SegmentsPerVideo)} segments deleted, its words wiped from the files, in {clock.Elapsed.TotalSeconds:F1} s");
        return figures;
    }

    internal static async Task FillAsync(StoreSession session, int size)
    {
        for (var first = 0; first < size; first += SegmentsPerVideo)
        {
            var text = new SyntheticText(first);
            var video = new VideoId($"v{first / SegmentsPerVideo}");
            var version = await session.Videos.AppendAsync(video, 0, [text.Opened(video)], CancellationToken.None);
            var segments = Math.Min(SegmentsPerVideo, size - first);
            for (var next = 0; next < segments; next += SegmentsPerAppend)
                version = await session.Videos.AppendAsync(
                    video, version, [.. Enumerable.Range(next, Math.Min(SegmentsPerAppend, segments - next)).Select(i => text.Segment(first, i))], CancellationToken.None);
        }
    }

    private static IEnumerable<(string Name, Func<int, EvidenceQuery> Query)> Queries(int size)
    {
        ImmutableArray<VideoId> one = [new VideoId($"v{(size - 1) / SegmentsPerVideo / 2}")];
        var middle = new TimeRange(MediaTime.FromSeconds(1_000), MediaTime.FromSeconds(1_600));
        yield return ("find rare", r => new EvidenceQuery { Words = [[Word(5_000 + (r * 37))]] });
        yield return ("find mixed", r => new EvidenceQuery { Words = [[Word(r % 5)], [Word(300 + r)], [Word(6_000 + (r * 31)), Word(7_000 + r)]] });
        yield return ("find frequent", r => new EvidenceQuery { Words = [[Word(r % 8)]] });
        yield return ("find two frequent", r => new EvidenceQuery { Words = [[Word(r % 8)], [Word(8 + (r % 8))]] });
        yield return ("find misspelled", r => new EvidenceQuery { Words = [[Word(2_000 + (r * 13)).Insert(3, "x")]] });
        yield return ("find phrase", r => new EvidenceQuery { Phrase = $"{Word(r % 6)} {Word(6 + (r % 40))}" });
        yield return ("find rare, as of", r => new EvidenceQuery { Words = [[Word(3_000 + r)]], AsOf = MediaTime.FromSeconds(2_000) });
        yield return ("find frequent, within", r => new EvidenceQuery { Words = [[Word(r % 8)]], Within = middle });
        yield return ("find in one video", r => new EvidenceQuery { Words = [[Word(r % 8)], [Word(200 + r)]], Videos = one });
        yield return ("find none", r => new EvidenceQuery { Words = [[FormattableString.Invariant($"qzx{r}qy")]] });
    }

    private static string Word(int rank) => SyntheticText.Word(rank);

    private static async Task<(double P50, double P95)> TimeAsync<T>(string name, Func<int, ValueTask<IReadOnlyList<T>>> work)
    {
        for (var warm = 0; warm < 20; warm++) await work(Rounds + warm);
        var (times, found) = (new double[Rounds], 0L);
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            found += (await work(round)).Count;
            times[round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        var figures = (P50: times[Rounds / 2], P95: times[Rounds * 95 / 100]);
        Print($"{name,-22} p50 {figures.P50,8:F2}  p95 {figures.P95,8:F2}  found {(double)found / Rounds,6:F1} on average");
        return figures;
    }

    private static async Task<double> RecallAsync(StoreSession session, int size)
    {
        var hits = 0;
        for (var q = 0; q < 20; q++)
        {
            var query = SyntheticText.Descriptor(-1_000 - q);
            var truth = Enumerable.Range(0, size).Select(i => (i, Dot: SyntheticText.Similarity(query, SyntheticText.Descriptor(i)))).OrderByDescending(p => p.Dot).Take(10).Select(p => p.i).ToHashSet();
            var found = await session.Segments.NearestAsync(query, [], 10, CancellationToken.None);
            hits += found.Count(f => truth.Contains((int.Parse(f.Video.Value.AsSpan(1), CultureInfo.InvariantCulture) * SegmentsPerVideo) + f.Segment.Ordinal));
        }

        return hits / 200.0;
    }

    private static void Print(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));
}
