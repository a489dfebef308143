using System.Text;

namespace LongVpo.Models.Tokens;

/// <summary>
/// Turns ids into text as they come, holding back bytes that do not make a character yet, so that what has been shown never has to be taken back. One per answer; not safe for two threads at once.
/// </summary>
/// <param name="tokenizer">Says what ids stand for.</param>
/// <param name="skipSpecial">Leaves out special tokens.</param>
public sealed class TextStream(ITokenizer tokenizer, bool skipSpecial = true)
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private bool _dropsSpace = tokenizer.DropsLeadingSpace;

    /// <summary>The text that became certain with this id; often empty inside a character of several tokens.</summary>
    public string Add(int id)
    {
        var special = tokenizer.IsSpecial(id);
        if (special && skipSpecial) return string.Empty;
        var bytes = tokenizer.Bytes(id);
        if (_dropsSpace && !special && !bytes.IsEmpty)
        {
            _dropsSpace = false;
            if (bytes[0] == ' ') bytes = bytes[1..];
        }

        return Next(bytes, flush: false);
    }

    /// <summary>What is left when nothing more comes: U+FFFD for a character that was never finished, else nothing.</summary>
    public string Finish() => Next([], flush: true);

    private string Next(ReadOnlySpan<byte> bytes, bool flush)
    {
        Span<char> units = stackalloc char[256];
        // Three held bytes may come out as three replacement characters.
        if (bytes.Length + 4 > units.Length) units = new char[bytes.Length + 4];
        return new string(units[.._decoder.GetChars(bytes, units, flush)]);
    }
}
