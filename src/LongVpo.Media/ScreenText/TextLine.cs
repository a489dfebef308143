namespace LongVpo.Media.ScreenText;

/// <summary>A place in one frame that looks like a line of text, before anyone has read it.</summary>
internal sealed record TextLine
{
    /// <summary>Around the letters, in pixels of the frame.</summary>
    public required PixelBox Box { get; init; }

    /// <summary><see cref="InkMap.Dark"/> or <see cref="InkMap.Light"/>: the letters against their ground.</summary>
    public required byte Polarity { get; init; }

    /// <summary>The step of the pyramid it was found at; 0 is the finest.</summary>
    public required int Level { get; init; }

    /// <summary>Height of tall letters in pixels of the frame.</summary>
    public required double LetterHeight { get; init; }

    /// <summary>Rows the base line falls per column.</summary>
    public required double Slope { get; init; }

    /// <summary>Letters, estimated from the strokes.</summary>
    public required double Letters { get; init; }

    /// <summary>How much it looks like text, 0 to 1: letters that stand on one line, of one stroke and brightness.</summary>
    public required double Likeness { get; init; }

    /// <summary>Mean brightness of the ink.</summary>
    public required double Ink { get; init; }

    /// <summary>Its letters, in pixels of its level's map.</summary>
    public required IReadOnlyList<InkBlob> Blobs { get; init; }
}
