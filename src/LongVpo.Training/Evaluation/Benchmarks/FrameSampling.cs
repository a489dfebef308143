namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>Which moments of a video a model is shown. Published figures differ in this, so it is named in every report.</summary>
public enum FrameSampling
{
    /// <summary>The middles of equal parts: InternVL and MVBench.</summary>
    SegmentCentre,

    /// <summary>Evenly from the first to the last moment, both included.</summary>
    Ends,

    /// <summary>At most one a second, at whole multiples of the part's length: LongVideoBench's loader.</summary>
    PartStarts,

    /// <summary>Evenly with both ends left out: i / (N + 1).</summary>
    Inner,
}
