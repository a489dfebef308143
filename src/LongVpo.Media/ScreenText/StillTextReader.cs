using LongVpo.Core.Frames;
using LongVpo.Core.Observations;
using LongVpo.Media.Native;

namespace LongVpo.Media.ScreenText;

/// <summary>
/// Reads a whole still picture as a page: columns, paragraphs and line breaks are kept, and a page that lies on its side or upside down is turned.
/// The turn is found by reading, so no orientation data has to be installed.
/// </summary>
public sealed class StillTextReader
{
    /// <summary>Pictures smaller than this on both sides are enlarged: print on them is lower than the recogniser's 20 pixels.</summary>
    private const int SmallSide = 1000;

    /// <summary>A page read this well is upright; other turns are not tried.</summary>
    private const double Upright = 0.8;

    private const double LeastWordConfidence = 0.3;
    private const double LeastLineConfidence = 0.6;
    private readonly OcrPool _pool;

    internal StillTextReader(OcrPool pool) => _pool = pool;

    /// <summary>Reads the picture; the frame's lease stays with the caller.</summary>
    /// <exception cref="OcrException">Tesseract or its data is not installed.</exception>
    public ValueTask<StillText> ReadAsync(Frame frame, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return ReadAsync(GrayPicture.Of(frame), cancellationToken);
    }

    internal ValueTask<StillText> ReadAsync(GrayPicture picture, CancellationToken cancellationToken) =>
        _pool.UseAsync(engine => Read(engine, picture, cancellationToken), cancellationToken);

    private static StillText Read(OcrEngine engine, GrayPicture picture, CancellationToken cancellationToken)
    {
        var page = Math.Max(picture.Width, picture.Height) < SmallSide ? picture.Doubled() : picture;
        if (Mean(page) < 100) page = Inverted(page);
        var (best, bestWeight) = (StillText.None, 0.0);
        for (var turns = 0; turns < 4; turns++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = ReadPage(engine, page, turns);
            var weight = read.Confidence * read.Text.Count(char.IsLetterOrDigit);
            if (weight > bestWeight) (best, bestWeight) = (read, weight);
            if (turns == 0 && read.Confidence >= Upright && weight >= 10) break;
            page = page.TurnedRight();
        }

        return best;
    }

    private static StillText ReadPage(OcrEngine engine, GrayPicture page, int turns)
    {
        var words = engine.Read(page.Pixels, page.Width, page.Height, OcrLayout.Page).Where(w => w.Confidence >= LeastWordConfidence).ToList();
        var lines = words.GroupBy(w => w.Line).Where(IsLine).SelectMany(line => line).ToList();
        if (lines.Count == 0) return StillText.None;
        var blocks = lines.GroupBy(w => (w.Block, w.Paragraph)).Select(block => BlockOf([.. block], page, turns)).ToList();
        return new StillText(string.Join("\n\n", blocks.Select(b => b.Text)), Confidence(lines), blocks);
    }

    /// <summary>A photograph's texture is read as short strings of little confidence; they are not text.</summary>
    private static bool IsLine(IEnumerable<OcrWord> line)
    {
        var words = line.ToList();
        var characters = words.Sum(w => w.Text.Count(char.IsLetterOrDigit));
        return characters >= 2 && Confidence(words) >= (characters >= 6 ? LeastLineConfidence : LeastLineConfidence + 0.25);
    }

    private static double Confidence(List<OcrWord> words) => words.Sum(w => w.Text.Length * w.Confidence) / words.Sum(w => w.Text.Length);

    private static StillBlock BlockOf(List<OcrWord> words, GrayPicture page, int turns)
    {
        var text = string.Join('\n', words.GroupBy(w => w.Line).Select(line => string.Join(' ', line.Select(w => w.Text))));
        double left = (double)words.Min(w => w.Left) / page.Width, right = (double)words.Max(w => w.Right) / page.Width;
        double top = (double)words.Min(w => w.Top) / page.Height, bottom = (double)words.Max(w => w.Bottom) / page.Height;
        // Each quarter turn to the right is undone by one to the left: what was at the top comes from the left side.
        for (; turns > 0; turns--) (left, top, right, bottom) = (top, 1 - right, bottom, 1 - left);
        return new StillBlock(text, Confidence(words), new Box(Math.Round(left, 4), Math.Round(top, 4), Math.Round(right - left, 4), Math.Round(bottom - top, 4)));
    }

    private static double Mean(GrayPicture picture) => picture.Pixels.Sum(p => (long)p) / (double)picture.Pixels.Length;

    private static GrayPicture Inverted(GrayPicture picture) => new(picture.Width, picture.Height, Array.ConvertAll(picture.Pixels, p => (byte)(255 - p)));
}
