using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>How a model captions what is watched.</summary>
public sealed record CaptionOptions
{
    /// <summary>Pictures of a segment that the model sees. Default 4: a segment is one shot of at most ten seconds.</summary>
    [Range(1, 64)]
    public int PicturesPerSegment { get; init; } = 4;

    /// <summary>Memory for pictures of segments that wait for their captions; beyond it they are decoded again. Default 128 MiB: half of the shelf, some twelve segments at 1280 pixels.</summary>
    [Range(0L, 1_099_511_627_776L)]
    public long WaitingBytes { get; init; } = 134_217_728;

    /// <summary>Earlier captions that a caption knows. Default 6: about a scene.</summary>
    [Range(0, 64)]
    public int Remembered { get; init; } = 6;

    /// <summary>Longest caption of a segment, in tokens. Default 96: two sentences.</summary>
    [Range(1, 4_096)]
    public int SegmentTokens { get; init; } = 96;

    /// <summary>Longest caption of a scene, chapter or programme, in tokens. Default 160: three sentences.</summary>
    [Range(1, 4_096)]
    public int NodeTokens { get; init; } = 160;

    /// <summary>Whether captions are also found by what they mean, which costs a small request per caption. Default yes; a model that makes no vectors is left alone after the first.</summary>
    public bool Vectors { get; init; } = true;

    /// <summary>Cosine of two segments' looks from which they show the same, if nothing moves and the same words stand there. Default 0.99: a slide that stays.</summary>
    [Range(0.5, 1.0)]
    public double SameLook { get; init; } = 0.99;

    /// <summary>Times that a caption is tried when the model fails before the captions of an analysed file are left for another run; those of watched sources are tried for ever. Default 4.</summary>
    [Range(1, 1_000)]
    public int Attempts { get; init; } = 4;

    /// <summary>Pause before the second try, doubled up to a minute. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.0010000", "00:01:00")]
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);
}
