namespace LongVpo.Training.Preferences.Stage1;

/// <summary>Where the line between alike and unlike was drawn, and what that costs.</summary>
/// <param name="Threshold">Largest cosine with the wanted recall, rounded down to thousandths so that every machine has the same.</param>
/// <param name="Recall">Share of alike pairs above it.</param>
/// <param name="FalseAlarms">Share of unlike pairs above it, which are thrown away for nothing.</param>
/// <param name="Alike">Alike pairs that were looked at.</param>
/// <param name="Unlike">Unlike ones.</param>
public sealed record Calibration(double Threshold, double Recall, double FalseAlarms, int Alike, int Unlike)
{
    /// <summary>Draws the line.</summary>
    /// <param name="alike">Cosines of pairs that show the same.</param>
    /// <param name="unlike">Of pairs that do not.</param>
    /// <param name="recall">Share of alike pairs that must be found.</param>
    /// <exception cref="ArgumentException">There are no alike pairs, or the share is none.</exception>
    public static Calibration Of(IReadOnlyCollection<double> alike, IReadOnlyCollection<double> unlike, double recall)
    {
        ArgumentNullException.ThrowIfNull(alike);
        ArgumentNullException.ThrowIfNull(unlike);
        if (alike.Count == 0 || !(recall is > 0 and <= 1)) throw new ArgumentException($"A recall of {recall} cannot be reached with {alike.Count} alike pairs.");
        var sorted = alike.Order().ToArray();
        var missed = (int)Math.Floor((1 - recall) * sorted.Length);
        // Just below the least likeness that must be found.
        var threshold = (Math.Floor(sorted[missed] * 1000) - 1) / 1000;
        return new Calibration(threshold, Share(alike, threshold), unlike.Count == 0 ? 0 : Share(unlike, threshold), alike.Count, unlike.Count);
    }

    private static double Share(IReadOnlyCollection<double> cosines, double threshold) => (double)cosines.Count(cosine => cosine > threshold) / cosines.Count;
}
