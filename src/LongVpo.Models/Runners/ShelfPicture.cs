using LongVpo.Core.Models;
using LongVpo.Core.Ports;
using LongVpo.Models.Generation;
using LongVpo.Models.Pictures;

namespace LongVpo.Models.Runners;

/// <summary>A picture of the shelf as a network wants it. It is leased only while its pixels are read.</summary>
internal sealed class ShelfPicture(IPictureShelf shelf, PictureRef picture, PicturePreparer preparer) : IPromptPicture
{
    public string Key => picture.Key.Sha256;

    public int Height => preparer.Settings.Side;

    public int Width => preparer.Settings.Side;

    public void Read(Span<float> into)
    {
        using var pixels = shelf.Take(picture.Key) ?? throw Gone();
        preparer.Whole(new RgbView(pixels.Rgb, pixels.Width, pixels.Height), into);
    }

    /// <summary>Sees that it is there.</summary>
    /// <exception cref="ModelException">It is gone.</exception>
    public void Require() => (shelf.Take(picture.Key) ?? throw Gone()).Dispose();

    private ModelException Gone() =>
        new($"The picture at {picture.Time.Seconds:0.###} s is no longer on the shelf: sample it again, or give the shelf more bytes.");
}
