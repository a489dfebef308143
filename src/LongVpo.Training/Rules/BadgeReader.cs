using LongVpo.Training.World;

namespace LongVpo.Training.Rules;

/// <summary>Finds the badge of a clip and reads its figure: a black square in a corner from the third to the sixth frame, one pixel for each dot.</summary>
internal static class BadgeReader
{
    /// <summary>Side of the badge in pixels.</summary>
    public const int Side = ClipPixels.Side / 4;

    private const int From = 2;
    private const int To = 6;

    /// <summary>The badge's left and top, and the figure on it.</summary>
    public static (int Left, int Top, int Digit) Read(ClipPixels clip)
    {
        var (best, left, top) = (int.MinValue, 0, 0);
        for (var corner = 0; corner < 4; corner++)
        {
            var (x, y) = (corner % 2 * (ClipPixels.Side - Side), corner / 2 * (ClipPixels.Side - Side));
            var black = Black(clip, x, y);
            if (black > best) (best, left, top) = (black, x, y);
        }

        var digit = Enumerable.Range(0, 10).MaxBy(figure => Match(clip, left, top, figure));
        return (left, top, digit);
    }

    /// <summary>Whether a pixel of a frame is hidden by a badge there.</summary>
    public static bool Hides(int left, int top, int frame, int x, int y) =>
        frame is >= From and < To && x >= left && x < left + Side && y >= top && y < top + Side;

    private static int Black(ClipPixels clip, int left, int top)
    {
        var count = 0;
        for (var frame = From; frame < To; frame++)
            for (var y = top; y < top + Side; y++)
                for (var x = left; x < left + Side; x++)
                {
                    var (r, g, b) = clip.At(frame, x, y);
                    if (Math.Max(r, Math.Max(g, b)) < 30) count++;
                }

        return count;
    }

    private static int Match(ClipPixels clip, int left, int top, int digit)
    {
        var sum = 0;
        for (var frame = From; frame < To; frame++)
            for (var y = 0; y < Side; y++)
                for (var x = 0; x < Side; x++)
                {
                    var (r, g, b) = clip.At(frame, left + x, top + y);
                    var light = ((r + g + b) / 3) - 128;
                    sum += DigitGlyph.HasInk(digit, x - 1, y) ? light : -light;
                }

        return sum;
    }
}
