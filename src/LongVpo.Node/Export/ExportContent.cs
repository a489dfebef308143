namespace LongVpo.Node.Export;

/// <summary>What of a video is exported.</summary>
public enum ExportContent
{
    /// <summary>A cue per chapter, for a player's chapter menu.</summary>
    Chapters,

    /// <summary>A cue per scene.</summary>
    Scenes,

    /// <summary>A cue per segment: its caption.</summary>
    Captions,

    /// <summary>The timed lines that were said: subtitles and closed captions, each once.</summary>
    Lines,

    /// <summary>Text that was seen in the picture.</summary>
    Text,
}
