using LongVpo.Models.Training;

namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>Confidence intervals by drawing whole videos again, because questions of one video are right or wrong together.</summary>
public static class ClusterBootstrap
{
    /// <summary>How often is drawn; the ends of a 95 % interval then move by about a hundredth of its width.</summary>
    public const int Draws = 10_000;

    /// <summary>The middle 95 % of the means of redrawn clusters.</summary>
    /// <param name="scores">Cluster and score of each question; a score is 0 or 1, or a difference of two for a paired comparison.</param>
    /// <param name="seed">What the draws depend on.</param>
    public static (double Low, double High) Interval(IEnumerable<(string Cluster, double Score)> scores, ulong seed)
    {
        var clusters = scores.GroupBy(one => one.Cluster, StringComparer.Ordinal).Select(cluster => (Sum: cluster.Sum(one => one.Score), Count: cluster.Count())).ToArray();
        if (clusters.Length == 0) return (double.NaN, double.NaN);
        var random = new SplitMix(seed);
        var means = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            var (sum, count) = (0.0, 0);
            for (var i = 0; i < clusters.Length; i++)
            {
                var (s, n) = clusters[random.Below(clusters.Length)];
                sum += s;
                count += n;
            }

            means[draw] = sum / count;
        }

        Array.Sort(means);
        return (means[Draws * 25 / 1000], means[(Draws * 975 / 1000) - 1]);
    }
}
