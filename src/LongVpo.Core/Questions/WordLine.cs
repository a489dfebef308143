using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Core.Observations;
using LongVpo.Core.Questions.Text;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Questions;

/// <summary>
/// One line of words from its first sighting to its last. Segment borders are ours, not the viewer's: a title that stands over three segments was shown once.
/// </summary>
public sealed record WordLine
{
    public required VideoId Video { get; init; }

    public required ObservationKind Kind { get; init; }

    /// <summary>As read; of several readings the one read most surely.</summary>
    public required string Text { get; init; }

    public required TimeRange Range { get; init; }

    public required Box? Box { get; init; }

    /// <summary>0 to 1; 1 for lines that came as text; less for speech that a model wrote down.</summary>
    public required double Confidence { get; init; }

    /// <summary>In time order; at least one.</summary>
    public required ImmutableArray<Sighting> Sightings { get; init; }

    public required ImmutableArray<Token> Tokens { get; init; }

    public bool IsSpeech => Kind != ObservationKind.ScreenText;

    /// <summary>How much it looks like words rather than like texture that was read by mistake, 0 to 1.</summary>
    public double Quality => Confidence * ((double)Text.Count(char.IsLetterOrDigit) / Math.Max(1, Text.Count(c => !char.IsWhiteSpace(c))));

    /// <summary>Where the line is; with a window the sighting that lies in it, so that the time shown is one that was asked for.</summary>
    public Citation Cite(TimeRange? window)
    {
        if (window is not { } asked) return new Citation(Video, Sightings[0].Segment, Range, Text);
        var sighting = Sightings.FirstOrDefault(s => Touches(s.Range, asked)) ?? Sightings[0];
        return new Citation(Video, sighting.Segment, IsSpeech ? Range : sighting.Range, Text);
    }

    /// <summary>Whether it is there in a stretch, which may be a single moment.</summary>
    public bool IsIn(TimeRange window) => Touches(Range, window);

    private static bool Touches(TimeRange range, TimeRange window) =>
        range.Overlaps(window) || (range.Start == range.End && window.Start <= range.Start && range.Start <= window.End);
}
