using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>How pinned questions and alerts are kept and asked.</summary>
public sealed record StandingOptions
{
    /// <summary>Standing questions and alerts at once. Default 256: each may cost a tenth of a second for every segment that concerns it.</summary>
    [Range(1, 65_536)]
    public int QuestionsMost { get; init; } = 256;

    /// <summary>Events that a standing question takes in before it looks at its inbox again. Default 64: a few milliseconds when nothing concerns it.</summary>
    [Range(1, 10_000)]
    public int PageEntries { get; init; } = 64;

    /// <summary>Footage after a segment that matched in which every segment is asked about, since an answer often stands in the line beside the match. Default 12 s, as for questions.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan Neighbourhood { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>How long an alert's condition must not hold before its episode ends, where the alert does not say. Default 2 s: text is read twice a second, and one missed reading must not make two episodes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan HoldOff { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Segments that one back-test looks at. Default 20,000: two days of footage, and a few minutes when every segment has to be asked about.</summary>
    [Range(1, 10_000_000)]
    public int BacktestSegmentsMost { get; init; } = 20_000;
}
