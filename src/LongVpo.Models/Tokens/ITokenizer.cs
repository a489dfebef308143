namespace LongVpo.Models.Tokens;

/// <summary>Turns text into the ids a model was trained on and back. Safe for any number of threads.</summary>
public interface ITokenizer
{
    /// <summary>One more than the largest id.</summary>
    int Size { get; }

    /// <summary>The id that every prompt begins with; null where there is none, as with Qwen's.</summary>
    int? Begin => null;

    /// <summary>Whether a space was put before each text, so that the first one of an answer is none.</summary>
    bool DropsLeadingSpace => false;

    /// <summary>Ids of a text. Words of the added tokens in it become those tokens, so text of strangers must pass <see cref="EncodePlain"/>.</summary>
    int[] Encode(string text);

    /// <summary>Ids of a text in which nothing is an added token: a question that says <c>&lt;|im_end|&gt;</c> cannot end its own turn.</summary>
    int[] EncodePlain(string text);

    /// <summary>Text of ids; bytes that are no UTF-8 become U+FFFD, unknown ids nothing.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="skipSpecial">Leaves out special tokens.</param>
    string Decode(ReadOnlySpan<int> ids, bool skipSpecial = false);

    /// <summary>The id of an added token by its exact text, or null.</summary>
    int? Find(string token);

    /// <summary>Whether an id is a special token, which is not part of an answer's text.</summary>
    bool IsSpecial(int id);

    /// <summary>The UTF-8 bytes an id stands for, which may end inside a character; empty for an unknown id.</summary>
    ReadOnlySpan<byte> Bytes(int id);
}
