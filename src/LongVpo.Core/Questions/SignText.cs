using LongVpo.Core.Observations;
using LongVpo.Core.Questions.Text;

namespace LongVpo.Core.Questions;

/// <summary>Puts the lines of one sign or title back together: it is read line by line, but a person who quotes it quotes all of it.</summary>
public static class SignText
{
    private const int LinesMost = 3;
    private const int WordsMost = 4;

    // Lines of one sign stand at most this part of a line apart, and are about equally tall and in one column.
    private const double GapMost = 0.7;
    private const double TallestMost = 1.7;
    private const double ColumnLeast = 0.4;

    /// <summary>The line with the lines above and below that belong to the same sign; the line itself when it stands alone or the answer is one line by its kind.</summary>
    public static WordLine Whole(Footage footage, WordLine line, AnswerShape shape)
    {
        ArgumentNullException.ThrowIfNull(footage);
        ArgumentNullException.ThrowIfNull(line);
        if (line.IsSpeech || line.Box is null || shape is not (AnswerShape.AnyText or AnswerShape.Title or AnswerShape.Street or AnswerShape.Organisation or AnswerShape.Place)) return line;
        var title = shape == AnswerShape.Title;
        if (!IsSignLike(line, title)) return line;
        List<WordLine> sign = [line];
        while (footage.Lines.FirstOrDefault(other => !other.IsSpeech && other.Box is not null && !sign.Contains(other) && sign.Exists(own => BelongTogether(own, other, title))) is { } next)
        {
            sign.Add(next);
            // More lines than a sign has, or longer ones, are a page; a line of a page is quoted by itself.
            if (sign.Count > LinesMost || !IsSignLike(next, title)) return line;
        }

        if (sign.Count == 1) return line;
        sign = [.. sign.OrderBy(part => part.Box!.Value.Top)];
        var text = string.Join(' ', sign.Select(part => part.Text));
        return sign[0] with { Text = text, Tokens = Tokenizer.Read(text), Box = sign.Select(part => part.Box!.Value).Aggregate(Union), Confidence = sign.Average(part => part.Confidence) };
    }

    private static bool IsSignLike(WordLine line, bool title) =>
        !line.IsSpeech && line.Box is not null && line.Tokens.Length > 0 && (title || line.Tokens.Length <= WordsMost) && !ShapeFinder.NamesRole(line.Text)
        && !line.Text.Contains('@', StringComparison.Ordinal) && !line.Text.Contains(',', StringComparison.Ordinal);

    private static bool BelongTogether(WordLine a, WordLine b, bool title)
    {
        if (a.Range.Intersect(b.Range) is not { } shared || shared.Duration.TotalSeconds < 0.8 * Math.Min(a.Range.Duration.TotalSeconds, b.Range.Duration.TotalSeconds)) return false;
        if (!title && IsShouted(a.Text) != IsShouted(b.Text)) return false;
        var (one, two) = a.Box!.Value.Top <= b.Box!.Value.Top ? (a.Box.Value, b.Box.Value) : (b.Box.Value, a.Box.Value);
        var (low, tall) = (Math.Min(one.Height, two.Height), Math.Max(one.Height, two.Height));
        if (low <= 0 || tall > low * TallestMost || two.Top - (one.Top + one.Height) > GapMost * low || two.Top < one.Top + (0.3 * low)) return false;
        var overlap = Math.Min(one.Left + one.Width, two.Left + two.Width) - Math.Max(one.Left, two.Left);
        return overlap >= ColumnLeast * Math.Min(one.Width, two.Width);
    }

    private static bool IsShouted(string text) => !text.Any(char.IsLower);

    private static Box Union(Box a, Box b)
    {
        var (left, top) = (Math.Min(a.Left, b.Left), Math.Min(a.Top, b.Top));
        return new Box(left, top, Math.Max(a.Left + a.Width, b.Left + b.Width) - left, Math.Max(a.Top + a.Height, b.Top + b.Height) - top);
    }
}
