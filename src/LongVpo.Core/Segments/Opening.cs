namespace LongVpo.Core.Segments;

/// <summary>How a segment begins, in the names that the tree's JSON uses (lower case).</summary>
public enum Opening
{
    /// <summary>The video, or a stretch after a gap, begins.</summary>
    Start,

    /// <summary>A hard cut: one shot's last frame is followed by the next shot's first.</summary>
    Hard,

    /// <summary>A fade from or through black, white or one colour.</summary>
    Fade,

    /// <summary>A dissolve, wipe or other gradual change from one picture to another.</summary>
    Dissolve,

    /// <summary>No cut: the shot went on longer than a segment may be.</summary>
    Length,
}
