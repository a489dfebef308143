using System.Globalization;
using LongVpo.Media.Simulation;
using LongVpo.Media.Simulation.Faults;
using LongVpo.Node.Contract;

namespace LongVpo.Benchmarks.Live;

/// <summary>One run of one fault, set against what really happened.</summary>
internal sealed record FaultsVerdict(FaultKind Kind, SimulatedProtocol Protocol, int Seed, string Script)
{
    private const double Near = 0.5;

    /// <summary>The footage was seen to its end, on the timeline where it was sent.</summary>
    public bool Recovered { get; init; }

    /// <summary>There is a gap where footage was lost, within half a second, and nowhere else.</summary>
    public bool GapsTrue { get; init; }

    /// <summary>Segments and gaps follow each other without hole or overlap, and each cut that could be seen is there once.</summary>
    public bool SegmentsOnce { get; init; }

    /// <summary>Largest distance in seconds of a gap's ends from the truth; 0 where no footage was lost.</summary>
    public double GapError { get; init; }

    /// <summary>What was stored, for whoever reads why.</summary>
    public string Seen { get; init; } = "";

    public bool IsGood => Recovered && GapsTrue && SegmentsOnce;

    public static FaultsVerdict Of(SimulatedProtocol protocol, int seed, HappenedFault? truth, ScriptedFault fault, TreeDocument tree)
    {
        var (from, to) = (truth?.MediaStart.TotalSeconds ?? fault.At.TotalSeconds, truth?.MediaEnd?.TotalSeconds ?? FaultsClip.Length);
        // A playlist keeps what was sent while nobody could connect.
        var loses = fault.Kind == FaultKind.Skip || (fault.Kind == FaultKind.Drop && protocol != SimulatedProtocol.Hls);
        var errors = tree.Gaps.Select(g => Math.Max(Math.Abs(g.Start - from), Math.Abs(g.End - to))).ToList();
        // A coding that changes unannounced is noticed by what cannot be read, and packets that are lost may be a whole second.
        var mayMiss = fault.Kind is FaultKind.CodecChange or FaultKind.Loss;
        var gaps = loses ? errors.Count == 1 && errors[0] <= Near : tree.Gaps.All(g => mayMiss && ((g.Start >= from - Near && g.End <= from + 4) || (g.Start >= to - Near && g.End <= to + 4)));
        return new FaultsVerdict(fault.Kind, protocol, seed, fault.ToString())
        {
            Recovered = tree.Watermark is { } end && Math.Abs(end - FaultsClip.Length) <= 0.75,
            GapsTrue = gaps,
            GapError = loses ? errors.DefaultIfEmpty(99).Max() : 0,
            SegmentsOnce = Partition(tree) && Cuts(tree, from, fault.Kind is FaultKind.Loss or FaultKind.CodecChange or FaultKind.SizeChange ? to + 1 : loses ? to : from),
            Script = FaultScript.Of([fault]).ToString(),
            Seen = string.Create(CultureInfo.InvariantCulture, $"truth {from:0.00}-{to:0.00}; segments {Listed(tree)}; gaps {string.Join(", ", tree.Gaps.Select(g => $"{g.Start:0.00}-{g.End:0.00} {g.Reason}"))}"),
        };
    }

    public override string ToString() =>
        $"{Script} over {Protocol}, seed {Seed}: {(Recovered ? "" : "not recovered ")}{(GapsTrue ? "" : "wrong gaps ")}{(SegmentsOnce ? "" : "wrong segments ")}| {Seen}";

    private static string Listed(TreeDocument tree) =>
        string.Join(' ', tree.Segments.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Start:0.00}-{s.End:0.00}{(s.OpensWith == "hard" ? "h" : "")}")));

    private static bool Partition(TreeDocument tree)
    {
        var parts = tree.Segments.Select(s => (s.Start, s.End)).Concat(tree.Gaps.Select(g => (g.Start, g.End))).Order().ToList();
        var ordinals = tree.Segments.Select(s => int.Parse(s.Id[1..], CultureInfo.InvariantCulture));
        return parts.Count > 0 && ordinals.SequenceEqual(Enumerable.Range(0, tree.Segments.Count)) && parts.Zip(parts.Skip(1)).All(p => Math.Abs(p.First.End - p.Second.Start) < 0.002);
    }

    // Outside of what the fault touched every cut of the footage begins a segment, and no cut was seen where there is none.
    private static bool Cuts(TreeDocument tree, double from, double to)
    {
        var real = Enumerable.Range(1, (int)(FaultsClip.Length / FaultsClip.Shot) - 1).Select(n => n * FaultsClip.Shot).ToList();
        var clear = real.Where(cut => cut < from - Near || cut > to + Near);
        var seen = tree.Segments.Where(s => s.OpensWith is not ("start" or "length")).Select(s => s.Start).Where(at => at < from - Near || at > to + Near);
        return clear.All(cut => tree.Segments.Count(s => Math.Abs(s.Start - cut) <= Near && s.OpensWith is not "length") == 1) && seen.All(at => real.Exists(cut => Math.Abs(cut - at) <= Near));
    }
}
