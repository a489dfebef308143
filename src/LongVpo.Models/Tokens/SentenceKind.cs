namespace LongVpo.Models.Tokens;

/// <summary>What a piece of a SentencePiece model is for; the numbers are those of its file format.</summary>
internal enum SentenceKind
{
    /// <summary>Text that pairs are merged into.</summary>
    Normal = 1,

    /// <summary>Stands for what has no piece.</summary>
    Unknown = 2,

    /// <summary>Never in text.</summary>
    Control = 3,

    /// <summary>Cut out of the text as a whole.</summary>
    UserDefined = 4,

    /// <summary>Not used any more.</summary>
    Unused = 5,

    /// <summary>One byte of a character without a piece.</summary>
    Byte = 6,
}
