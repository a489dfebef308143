namespace LongVpo.Core.Options;

/// <summary>Which frames of a video are decoded: everything a cutter needs, or less when only some pictures matter.</summary>
public enum FrameSelection
{
    /// <summary>Every frame is decoded and told.</summary>
    All,

    /// <summary>Frames that no other frame refers to are left out.</summary>
    ReferenceFrames,

    /// <summary>Only frames that need no other frame.</summary>
    KeyFrames,

    /// <summary>Only frames on the sampling grid are told, and only what they need is decoded: the same pictures as with <see cref="All"/>.</summary>
    SampledFrames,
}
