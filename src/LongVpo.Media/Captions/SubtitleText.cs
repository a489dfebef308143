using System.Text;

namespace LongVpo.Media.Captions;

/// <summary>Takes the words out of a subtitle line, which FFmpeg hands over in the ASS form: eight fields, then text with overrides in braces.</summary>
internal static class SubtitleText
{
    /// <summary>What stands between the rectangles of one subtitle.</summary>
    private const char Separator = '\u001e';

    private const int FieldsBeforeText = 8;

    /// <summary>The words with line breaks as they are shown; empty when nothing is.</summary>
    public static string Plain(string events) =>
        string.Join('\n', events.Split(Separator).Select(line => Words(AfterFields(line))).Where(text => text.Length > 0));

    private static ReadOnlySpan<char> AfterFields(string line)
    {
        var at = 0;
        for (var field = 0; field < FieldsBeforeText; field++)
        {
            var comma = line.IndexOf(',', at);
            if (comma < 0) return line;
            at = comma + 1;
        }

        return line.AsSpan(at);
    }

    private static string Words(ReadOnlySpan<char> text)
    {
        var words = new StringBuilder(text.Length);
        var drawing = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '{' && text[i..].IndexOf('}') is > 0 and var close)
            {
                drawing = IsDrawing(text.Slice(i + 1, close - 1), drawing);
                i += close;
            }
            else if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is 'N' or 'n' or 'h')
            {
                words.Append(text[++i] == 'h' ? ' ' : '\n');
            }
            else if (!drawing && text[i] != '\r')
            {
                words.Append(text[i]);
            }
        }

        return string.Join('\n', WithoutTags(words.ToString()).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));
    }

    // {\p1} begins a vector drawing, whose numbers are no words; {\p0} ends it.
    private static bool IsDrawing(ReadOnlySpan<char> overrides, bool drawing)
    {
        for (var at = overrides.IndexOf("\\p"); at >= 0 && at + 2 < overrides.Length;)
        {
            if (char.IsAsciiDigit(overrides[at + 2])) drawing = overrides[at + 2] != '0';
            var next = overrides[(at + 2)..].IndexOf("\\p");
            at = next < 0 ? -1 : at + 2 + next;
        }

        return drawing;
    }

    // SubRip allows the tags of HTML, and FFmpeg leaves those it does not know.
    private static string WithoutTags(string text)
    {
        var open = text.IndexOf('<', StringComparison.Ordinal);
        while (open >= 0)
        {
            var close = text.IndexOf('>', open);
            if (close < 0) break;
            var isTag = close > open + 1 && (char.IsAsciiLetter(text[open + 1]) || text[open + 1] == '/');
            if (isTag) text = text.Remove(open, close - open + 1);
            open = text.IndexOf('<', isTag ? open : open + 1);
        }

        return text;
    }
}
