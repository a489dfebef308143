using System.Text;

namespace LongVpo.Core.Models;

/// <summary>Takes out of a model's words what could steer a terminal or break a line, because what a model writes may be led by whatever stood in the picture.</summary>
public static class ReplyText
{
    /// <summary>The words without control characters; those that separate words become a space each, newlines stay.</summary>
    public static string Plain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.AsSpan().ContainsAnyInRange('\u007f', '\u009f')) return text.Trim();
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (letter == '\n' || !char.IsControl(letter)) plain.Append(letter);
            else if (char.IsWhiteSpace(letter)) plain.Append(' ');
        }

        return plain.ToString().Trim();
    }
}
