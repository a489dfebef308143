using System.Globalization;
using System.Text.Json;
using LongVpo.Media.Simulation;
using LongVpo.Media.Simulation.Faults;
using LongVpo.Node;
using LongVpo.TestKit;

namespace LongVpo.Benchmarks.Live;

/// <summary>
/// Counts how many of the simulator's faults, drawn by seed, the whole program survives as it should: the source is seen again, gaps are where footage is missing, and every
/// sealed segment is there once. The footage is real time, so many runs wait beside each other.
/// </summary>
internal static class FaultsBenchmark
{
    /// <summary>
    /// Arguments: <c>[--seeds N] [--first SEED] [--at-once N] [--kind WORD] [--protocol NAME] [--json FILE]</c>. Each kind of fault is run with N seeds (default 20) that take
    /// turns among the protocols that can carry it. Default six at once: more do not decode in time on two cores.
    /// </summary>
    /// <returns>0 when every run went as it should.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var (seeds, first) = (Number(args, "--seeds", 20), Number(args, "--first", 0));
        var cases = Cases(seeds, first, Text(args, "--kind"), Text(args, "--protocol")).ToList();
        using var folder = new TempFolder();
        var clip = folder.File("clip.mp4");
        await FaultsClip.MakeAsync(clip);
        await using var node = await LocalNode.OpenWriterAsync(new NodeSettings { Store = folder.File("store") }, CancellationToken.None);
        using var room = new SemaphoreSlim(Number(args, "--at-once", 6));
        var verdicts = await Task.WhenAll(cases.Select(async one =>
        {
            await room.WaitAsync();
            try
            {
                var verdict = await FaultsRun.RunAsync(node, clip, one.Protocol, one.Kind, one.Seed);
                if (!verdict.IsGood) Console.WriteLine(verdict);
                return verdict;
            }
            finally
            {
                room.Release();
            }
        }));
        Print(verdicts);
        if (Text(args, "--json") is { } file) await File.WriteAllTextAsync(file, JsonSerializer.Serialize(verdicts));
        return verdicts.All(v => v.IsGood) ? 0 : 1;
    }

    private static IEnumerable<(FaultKind Kind, SimulatedProtocol Protocol, int Seed)> Cases(int seeds, int first, string? kind, string? protocol)
    {
        var kinds = Enum.GetValues<FaultKind>().Where(k => kind is null || k.ToString().StartsWith(kind, StringComparison.OrdinalIgnoreCase));
        var protocols = Enum.GetValues<SimulatedProtocol>().Where(p => protocol is null || p.ToString().Equals(protocol, StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var one in kinds)
        {
            // FLV, which RTMP carries, knows no second coding.
            var able = protocols.Where(p => p != SimulatedProtocol.Rtmp || one != FaultKind.CodecChange).ToList();
            for (var seed = first; seed < first + seeds && able.Count > 0; seed++) yield return (one, able[seed % able.Count], seed);
        }
    }

    private static void Print(IReadOnlyCollection<FaultsVerdict> verdicts)
    {
        Console.WriteLine("fault            runs  recovered  gaps true  segments once   worst gap error");
        foreach (var kind in verdicts.GroupBy(v => v.Kind).OrderBy(g => g.Key)) Line(kind.Key.ToString(), [.. kind]);
        foreach (var protocol in verdicts.GroupBy(v => v.Protocol).OrderBy(g => g.Key)) Line(protocol.Key.ToString(), [.. protocol]);
        Line("all", verdicts);
    }

    private static void Line(string name, IReadOnlyCollection<FaultsVerdict> of) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-15} {of.Count,5} {of.Count(v => v.Recovered),10} {of.Count(v => v.GapsTrue),10} {of.Count(v => v.SegmentsOnce),14} {of.Max(v => v.GapError),14:0.00} s"));

    private static string? Text(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    private static int Number(string[] args, string name, int otherwise) => Text(args, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
