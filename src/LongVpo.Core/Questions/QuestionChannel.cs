namespace LongVpo.Core.Questions;

/// <summary>Where a question wants the answer to come from.</summary>
public enum QuestionChannel
{
    /// <summary>It does not say; about the picture as likely as about words.</summary>
    Any,

    /// <summary>Words in the picture.</summary>
    Screen,

    /// <summary>Words of subtitles or captions.</summary>
    Speech,

    /// <summary>Words, whether in the picture or of subtitles and captions.</summary>
    Words,
}
