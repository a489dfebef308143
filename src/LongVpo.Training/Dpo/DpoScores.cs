using System.Collections.Immutable;
using System.Globalization;
using LongVpo.Models.Training;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Sft;

namespace LongVpo.Training.Dpo;

/// <summary>What the reference thinks of every pair: as the pairs carry it, or scored on whole composites once, before the first step, and kept in the run's folder.</summary>
internal sealed class DpoScores
{
    private readonly ImmutableArray<(double Chosen, double Rejected)> _all;

    private DpoScores(ImmutableArray<(double Chosen, double Rejected)> all) => _all = all;

    /// <summary>The scores that the pairs carry.</summary>
    public static DpoScores Carried(DpoData data) => new([.. data.Pairs.Select(static pair => (pair.Ref!.LpChosen, pair.Ref.LpRejected))]);

    /// <summary>Scores by the weights as they are now, or those that an earlier life of the run has kept.</summary>
    /// <param name="path">Where they are kept; written whole or not at all.</param>
    /// <param name="data">The pairs.</param>
    /// <param name="model">The network before its first step.</param>
    /// <param name="cancellationToken">Looked at before every part.</param>
    public static DpoScores Full(string path, DpoData data, TinyModel model, CancellationToken cancellationToken)
    {
        if (File.Exists(path))
        {
            var kept = File.ReadLines(path).Select(static line => line.Split(' ')).Select(static pair => (Number(pair[0]), Number(pair[1])));
            return new DpoScores([.. kept]);
        }

        var all = new (double Chosen, double Rejected)[data.Pairs.Length];
        var (learner, packer) = (model.Learners[0], model.Packer);
        learner.Engine.EnterThread();
        foreach (var part in data.Parts(Enumerable.Range(0, all.Length), packer))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var sums = learner.Judge(part.Lessons, part.Packed);
            for (var i = 0; i < part.Places.Length; i++) all[part.Places[i]] = (sums[2 * i], sums[(2 * i) + 1]);
        }

        WholeFile.Write(path, all.Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Chosen:R} {pair.Rejected:R}")));
        return new DpoScores([.. all]);
    }

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

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
