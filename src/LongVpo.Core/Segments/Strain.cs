using System.Globalization;

namespace LongVpo.Core.Segments;

/// <summary>What was left out while a segment was watched because something could not keep up: counted here, put into one sentence at its end.</summary>
/// <param name="Sampled">Pictures that were due to be looked at.</param>
/// <param name="Observed">Of these, how many were.</param>
/// <param name="Dropped">Frames the source let go.</param>
/// <param name="Stretched">The segment was allowed to be longer than usual.</param>
public sealed record Strain(int Sampled, int Observed, int Dropped, bool Stretched)
{
    public static Strain None { get; } = new(0, 0, 0, false);

    /// <summary>Share of the due pictures that were looked at, 0 to 1.</summary>
    public double Share => Sampled == 0 ? 1 : (double)Observed / Sampled;

    public bool Any => Observed < Sampled || Dropped > 0 || Stretched;

    /// <summary>Null when nothing was left out.</summary>
    public string? Sentence
    {
        get
        {
            if (!Any) return null;
            List<string> parts = [];
            if (Observed < Sampled) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{Observed} of {Sampled} sampled pictures were looked at"));
            if (Dropped > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{Dropped} frames were dropped"));
            if (Stretched) parts.Add("the segment may be longer than usual");
            return $"Watching was behind: {string.Join(", ", parts)}.";
        }
    }
}
