namespace LongVpo.Node.Export;

/// <summary>The subtitle formats that players read everywhere.</summary>
public enum CueFormat
{
    /// <summary>WebVTT (W3C), for browsers and chapter menus.</summary>
    Vtt,

    /// <summary>SubRip, for players and editors.</summary>
    Srt,
}
