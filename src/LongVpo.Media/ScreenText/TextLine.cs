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

    /// <summary>Height of tall letters in pixels of its level.</summary>
    public required double LayerHeight { get; init; }

    /// <summary>Rows the base line falls per column.</summary>
    public required double Slope { get; init; }

    /// <summary>Letters, estimated from the strokes.</summary>
    public required double Letters { get; init; }

    /// <summary>How much it looks like text, 0 to 1: letters that stand on one line, of one stroke and brightness.</summary>
    public required double Likeness { get; init; }

    /// <summary>Mean brightness of the ink.</summary>
    public required double Ink { get; init; }

    /// <summary>A clean row of the other polarity at the same place: the gaps of dark digits look like light letters. Null where there is none.</summary>
    public TextLine? Alternative { get; init; }

    /// <summary>Whether it stands out enough to spend a second look on: several letters in a clean row.</summary>
    public bool Promising => Likeness >= 0.7 && Letters >= 4;

    /// <summary>Whether its letters are alike as only drawn ones are, so that even a short number deserves another try.</summary>
    public bool Clean => Likeness >= 0.93;

    /// <summary>What is read first when not everything can be: long clean rows.</summary>
    public double Rank => Likeness * (1 - Math.Exp(-Letters / 4));

    /// <summary>This line and a piece that goes on from it, as one.</summary>
    public TextLine JoinedWith(TextLine other)
    {
        var all = Letters + other.Letters;
        var longer = Letters >= other.Letters ? this : other;
        return longer with
        {
            Box = Box.Union(other.Box),
            Letters = all,
            LetterHeight = Math.Max(LetterHeight, other.LetterHeight),
            Likeness = ((Likeness * Letters) + (other.Likeness * other.Letters)) / all,
            Ink = ((Ink * Letters) + (other.Ink * other.Letters)) / all,
        };
    }
}
