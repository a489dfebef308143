using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation;

/// <summary>
/// By how much one model answers more questions right than another, with a 95 % interval by bootstrap. Both answered the same questions, and whole worlds are drawn, so what the questions
/// have in common cancels out.
/// </summary>
/// <param name="Questions">Questions that both answered.</param>
/// <param name="Difference">Share of the first minus share of the second, -1 to 1.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
public readonly record struct PairedDifference(int Questions, double Difference, double Low, double High)
{
    /// <summary>Samples drawn: the ends then move by less than a tenth of the interval's width from one seed to the next.</summary>
    public const int Samples = 10_000;

    /// <summary>The difference over answers in which each question is asked of both; null where nothing was asked.</summary>
    /// <param name="answers">The world of each question and whether the first and the second are right.</param>
    /// <param name="seed">Of the drawing; the same seed, the same interval.</param>
    public static PairedDifference? Of(IEnumerable<(long World, bool First, bool Second)> answers, ulong seed = 1)
    {
        var worlds = answers.GroupBy(static answer => answer.World)
            .Select(static world => (Asked: world.Count(), More: world.Sum(static answer => (answer.First ? 1 : 0) - (answer.Second ? 1 : 0)))).ToArray();
        var asked = worlds.Sum(static world => world.Asked);
        if (asked == 0) return null;
        var random = new WorldRandom(seed);
        var samples = new double[Samples];
        for (var sample = 0; sample < Samples; sample++)
        {
            var (drawn, more) = (0, 0);
            for (var i = 0; i < worlds.Length; i++)
            {
                var world = worlds[random.Below(worlds.Length)];
                (drawn, more) = (drawn + world.Asked, more + world.More);
            }

            samples[sample] = more / (double)drawn;
        }

        Array.Sort(samples);
        return new PairedDifference(asked, worlds.Sum(static world => world.More) / (double)asked, samples[Samples / 40], samples[Samples - 1 - (Samples / 40)]);
    }
}
