using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>How much is looked at and shown for one question.</summary>
public sealed record QuestionOptions
{
    /// <summary>Most places an answer cites; sixteen is what a person still clicks through. Places beyond it are counted in the answer's words.</summary>
    [Range(1, 200)]
    public int CitationsMost { get; init; } = 16;

    /// <summary>
    /// Segments of all asked videos that are read whole; beyond it the full-text index picks where to read. 1,000 is about two hours of edited film, and is read
    /// within the tenth of a second that an answer may take.
    /// </summary>
    [Range(1, 1_000_000)]
    public int SegmentsReadMost { get; init; } = 1_000;

    /// <summary>Lines taken from the full-text index when the asked videos are too large to be read whole; more only repeat what is found.</summary>
    [Range(1, 10_000)]
    public int EvidenceMost { get; init; } = 200;

    /// <summary>
    /// Lines that are counted for "how many times" when the asked videos are too large to be read whole; beyond it the answer says "at least". 1,000 are looked up
    /// within the tenth of a second that an answer may take.
    /// </summary>
    [Range(1, 100_000)]
    public int LinesCountedMost { get; init; } = 1_000;

    /// <summary>Seconds read before and after a line of the full-text index, since an answer often stands in the line beside the one that matched.</summary>
    [Range(0, 600)]
    public double ContextSeconds { get; init; } = 12;
}
