using LongVpo.Media.Native;

namespace LongVpo.Media.ScreenText;

/// <summary>A line as it is handed to the recogniser, with the way back to the frame, so that single words can be looked at again.</summary>
/// <param name="Picture">Dark on light.</param>
/// <param name="Left">Column of its left border, in pixels of the layer it was cut from.</param>
/// <param name="Top">Row of its upper left corner there.</param>
/// <param name="Zoom">Its pixels per pixel of the layer.</param>
/// <param name="Slope">Rows the line falls per column.</param>
/// <param name="Scale">Pixels of the frame per pixel of the layer.</param>
internal sealed record LineCut(GrayPicture Picture, double Left, double Top, double Zoom, double Slope, double Scale)
{
    public PixelBox InFrame(OcrWord word)
    {
        var (left, right) = (word.Left / Zoom, word.Right / Zoom);
        var fall = Slope * (left + right) / 2;
        return new PixelBox(Left + left, Top + (word.Top / Zoom) + fall, Left + right, Top + (word.Bottom / Zoom) + fall).Scaled(Scale);
    }
}
