namespace LongVpo.Core.Frames;

/// <summary>Where a clip begins to play. Either way it is a copy that begins with a key frame, because pictures cannot be decoded without the one they build on.</summary>
public enum ClipStart
{
    /// <summary>With the key frame before the asked time, up to one group of pictures early; every container can.</summary>
    KeyFrame,

    /// <summary>With the asked time: an edit list hides what is before it. MP4 and MOV only, and a player that knows no edit lists shows what is hidden.</summary>
    Exact,
}
