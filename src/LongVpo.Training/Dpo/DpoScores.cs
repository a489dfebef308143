using System.Collections.Immutable;
using System.Globalization;
using LongVpo.Models.Training;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Sft;
using LongVpo.Training.World;

namespace LongVpo.Training.Dpo;

/// <summary>
/// What the reference thinks of every pair: as the pairs carry it, or scored on whole composites before the first step by the network that training begins with, and kept in the run's folder.
/// Where the anchor's scores are taken, some pairs are scored both ways, so that the difference can be seen.
/// </summary>
internal sealed class DpoScores
{
    private readonly ImmutableArray<(double Chosen, double Rejected)> _all;
    private readonly ImmutableArray<(double Chosen, double Rejected)> _exact;

    private DpoScores(ImmutableArray<(double Chosen, double Rejected)> all, ImmutableArray<(double Chosen, double Rejected)> exact, ReferenceGap? gap) => (_all, _exact, Gap) = (all, exact, gap);

    /// <summary>How the anchor's scores differ from exact ones; null where nothing was scored both ways.</summary>
    public ReferenceGap? Gap { get; }

    /// <summary>The scores that a recipe asks for.</summary>
    /// <param name="path">Where exact scores are kept; written whole or not at all.</param>
    /// <param name="digest">What they belong to; others that lie there are scored anew.</param>
    /// <param name="data">The pairs.</param>
    /// <param name="recipe">Whose scores, and how many are probed.</param>
    /// <param name="model">The network before its first step.</param>
    /// <param name="cancellationToken">Looked at before every part.</param>
    public static DpoScores Of(string path, string digest, DpoData data, DpoRecipe recipe, TinyModel model, CancellationToken cancellationToken)
    {
        var isFull = recipe.Reference == DpoReference.Full;
        var exact = Exact(path, digest, data, isFull ? data.Pairs.Length : Math.Min(recipe.Probe, data.Pairs.Length), model, cancellationToken);
        ImmutableArray<(double, double)> carried = isFull ? exact : [.. data.Pairs.Select(static pair => (pair.Ref!.LpChosen, pair.Ref.LpRejected))];
        var gaps = exact.Select((score, i) => (Score: score, data.Pairs[i].Ref, data.Pairs[i].Context.Clips)).Where(static one => one.Ref is { Mode: ReferenceMode.Anchor })
            .Select(static one => (one.Clips.Length * Scene.Steps, one.Score.Chosen - one.Ref!.LpChosen, one.Score.Rejected - one.Ref.LpRejected)).ToList();
        return new DpoScores(carried, isFull ? [] : exact, ReferenceGap.Of(gaps));
    }

    /// <summary>The exact scores of a pair whose other scores are trained with, where it was probed.</summary>
    public (double Chosen, double Rejected)? ExactOf(int place) => place < _exact.Length ? _exact[place] : null;

    /// <summary>The scores of a part's pairs.</summary>
    /// <exception cref="PreferenceException">A response has another number of tokens than when it was scored.</exception>
    public ReferenceScores Of(DpoPart part, DpoData data)
    {
        for (var i = 0; i < part.Places.Length; i++)
        {
            var (pair, chosen, rejected) = (data.Pairs[part.Places[i]], part.Packed.Runs[2 * i], part.Packed.Runs[(2 * i) + 1]);
            if (pair.Ref is { } scored && (scored.NChosen != chosen || scored.NRejected != rejected))
                throw new PreferenceException($"The responses of pair {pair.Id} have {chosen} and {rejected} tokens and were scored with {scored.NChosen} and {scored.NRejected}: they were scored with another tokenizer or chat format.");
        }

        return new ReferenceScores(
            [.. part.Places.Select(place => (float)_all[place].Chosen)], [.. part.Places.Select(place => (float)_all[place].Rejected)],
            [.. part.Places.Select((_, i) => part.Packed.Runs[2 * i])], [.. part.Places.Select((_, i) => part.Packed.Runs[(2 * i) + 1])]);
    }

    // The first pairs of the file on their whole composites, by all workers; each part's numbers are its own, so it does not matter who scores it.
    private static ImmutableArray<(double Chosen, double Rejected)> Exact(string path, string digest, DpoData data, int count, TinyModel model, CancellationToken cancellationToken)
    {
        if (count == 0) return [];
        if (File.Exists(path) && File.ReadLines(path).FirstOrDefault() == digest) return [.. File.ReadLines(path).Skip(1).Select(static line => line.Split(' ')).Select(static pair => (Number(pair[0]), Number(pair[1])))];
        var all = new (double Chosen, double Rejected)[count];
        var (parts, learners) = (data.Parts(Enumerable.Range(0, count), model.Packer), model.Learners);
        Parallel.For(0, learners.Length, new ParallelOptions { MaxDegreeOfParallelism = learners.Length, CancellationToken = cancellationToken }, number =>
        {
            var learner = learners[number];
            learner.Engine.EnterThread();
            using var off = learner.Adapters?.Off();
            for (var part = number; part < parts.Length; part += learners.Length)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var sums = learner.Judge(parts[part].Lessons, parts[part].Packed);
                for (var i = 0; i < parts[part].Places.Length; i++) all[parts[part].Places[i]] = (sums[2 * i], sums[(2 * i) + 1]);
            }
        });
        WholeFile.Write(path, all.Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Chosen:R} {pair.Rejected:R}")).Prepend(digest));
        return [.. all];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
