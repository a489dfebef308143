namespace LongVpo.Core.Frames;

/// <summary>Where a timed line came from, since a caption in the picture's data and a subtitle track are trusted and shown differently.</summary>
public enum TextOrigin
{
    /// <summary>A subtitle track, or a subtitle file beside the video.</summary>
    Subtitle,

    /// <summary>CEA-608 or CEA-708 data carried with the picture.</summary>
    ClosedCaption,
}
