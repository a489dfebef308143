using System.Collections.Immutable;
using LongVpo.Core.Observations;
using LongVpo.Core.Options;
using LongVpo.Core.Time;

namespace LongVpo.Media.ScreenText;

/// <summary>
/// Puts lines that came and went together and stand together into one observation each, in reading order: people ask for a sentence or a name
/// with its title, not for a line of it.
/// </summary>
internal static class TextBlocks
{
    /// <summary>Lines whose times differ by less came together: a little more than one sample.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(0.6);

    /// <summary>The same for lines that go at one moment: a sign comes into focus word by word, two samples at most.</summary>
    private static readonly TimeSpan SeenLate = TimeSpan.FromSeconds(1.1);

    /// <summary>A line that was lost for no longer than this is one line with what is read after.</summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(1.6);

    public static ImmutableArray<Observation> Of(IEnumerable<LineTrack> tracks, TimeRange range, int width, int height, ScreenTextOptions options)
    {
        var lines = tracks.Where(t => t.Start is not null && Believing.IsText(t.Reading, t.Seen, t.Line, options))
            .Select(t => ShownLine.Of(t, range)).OfType<ShownLine>().OrderBy(l => l.Range.Start).ThenBy(l => l.Box.Top).ThenBy(l => l.Box.Left).ToList();
        Mend(lines);
        return [.. Blocks(lines).Select(block => Block(AtOneMoment(block), width, height)).OrderBy(o => o.Range.Start).ThenBy(o => o.Box!.Value.Top).ThenBy(o => o.Box!.Value.Left)];
    }

    /// <summary>Each line joins the blocks it stands beside and came with; every member must have come with every other.</summary>
    private static List<List<ShownLine>> Blocks(List<ShownLine> lines)
    {
        var blocks = new List<List<ShownLine>>();
        foreach (var line in lines)
        {
            var block = new List<ShownLine> { line };
            foreach (var other in blocks.ToList())
            {
                if (!other.Exists(l => StandTogether(l, line)) || !other.TrueForAll(l => block.TrueForAll(m => CameTogether(l, m)))) continue;
                block.AddRange(other);
                blocks.Remove(other);
            }

            blocks.Add(block);
        }

        return blocks;
    }

    /// <summary>Makes one line of a line that was lost for a moment, or that was followed twice.</summary>
    private static void Mend(List<ShownLine> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            for (var j = i + 1; j < lines.Count; j++)
            {
                if (!IsSameLine(lines[i], lines[j])) continue;
                lines[i] = lines[i].MendedWith(lines[j]);
                lines.RemoveAt(j--);
            }
        }
    }

    private static bool IsSameLine(ShownLine a, ShownLine b) =>
        b.Range.Start.Since(a.Range.End) <= LongestGap && a.Box.SharedOfSmaller(b.Box) > 0.3 && TextLikeness.SameWords(a.Text, b.Text);

    /// <summary>On a page that moves, lines that came at one moment belong together whenever each of them leaves.</summary>
    private static bool CameTogether(ShownLine a, ShownLine b) => a.Moved || b.Moved
        ? a.Range.Start == b.Range.Start || WentTogether(a, b)
        : WentTogether(a, b) || (a.Range.Start.Since(b.Range.Start).Duration() <= Together && a.Range.End.Since(b.Range.End).Duration() <= Together && OverlapHalf(a, b));

    private static bool WentTogether(ShownLine a, ShownLine b) =>
        a.Range.End == b.Range.End && a.Range.Start.Since(b.Range.Start).Duration() <= SeenLate && OverlapHalf(a, b);

    private static bool OverlapHalf(ShownLine a, ShownLine b) =>
        a.Range.Intersect(b.Range) is { } both && 2 * both.Duration >= a.Range.Union(b.Range).Duration;

    /// <summary>The lines where they stood at one moment: the first where they came at once, else the last.</summary>
    private static List<ShownLine> AtOneMoment(List<ShownLine> lines) => lines.TrueForAll(l => l.Range.Start == lines[0].Range.Start) || !lines.Exists(l => l.Moved)
        ? lines
        : lines.ConvertAll(l => l with { Box = l.Last });

    private static bool StandTogether(ShownLine one, ShownLine other)
    {
        var both = AtOneMoment([one, other]);
        var (a, b) = (both[0], both[1]);
        var (small, tall) = (Math.Min(a.LetterHeight, b.LetterHeight), Math.Max(a.LetterHeight, b.LetterHeight));
        if (tall > 2.5 * small) return false;
        var across = Math.Max(a.Box.Left, b.Box.Left) - Math.Min(a.Box.Right, b.Box.Right);
        var down = Math.Max(a.Box.Top, b.Box.Top) - Math.Min(a.Box.Bottom, b.Box.Bottom);
        var oneRow = -down > 0.5 * Math.Min(a.Box.Height, b.Box.Height);
        return oneRow ? across < 2.5 * tall : down < 1.1 * tall && across < 0;
    }

    private static Observation Block(List<ShownLine> lines, int width, int height)
    {
        var box = lines.Select(l => l.Box).Aggregate((a, b) => a.Union(b));
        var characters = lines.Sum(l => l.Characters);
        return new Observation
        {
            Kind = ObservationKind.ScreenText,
            Range = lines.Select(l => l.Range).Aggregate((a, b) => a.Union(b)),
            Text = string.Join('\n', Rows(lines).Select(row => string.Join(' ', row.OrderBy(l => l.Box.Left).Select(l => l.Text)))),
            Value = Math.Round(lines.Sum(l => l.Characters * l.Confidence) / characters, 3),
            Box = InShares(box, width, height),
        };
    }

    private static Box InShares(PixelBox box, int width, int height)
    {
        var (left, top) = (Math.Clamp(box.Left / width, 0, 1), Math.Clamp(box.Top / height, 0, 1));
        var (right, bottom) = (Math.Clamp(box.Right / width, left, 1), Math.Clamp(box.Bottom / height, top, 1));
        return new Box(Math.Round(left, 4), Math.Round(top, 4), Math.Round(right - left, 4), Math.Round(bottom - top, 4));
    }

    /// <summary>Pieces whose middles lie within each other's height are one row, top row first.</summary>
    private static List<List<ShownLine>> Rows(List<ShownLine> lines)
    {
        var rows = new List<List<ShownLine>>();
        foreach (var line in lines.OrderBy(l => l.Box.Top + l.Box.Bottom))
        {
            var middle = (line.Box.Top + line.Box.Bottom) / 2;
            if (rows.Count > 0 && rows[^1].Exists(l => middle > l.Box.Top && middle < l.Box.Bottom)) rows[^1].Add(line);
            else rows.Add([line]);
        }

        return rows;
    }
}
