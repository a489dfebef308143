namespace LongVpo.Media.ScreenText;

/// <summary>One size of a picture with its ink, so that letters of any height are looked for at a size where they are about a dozen pixels tall.</summary>
/// <param name="Picture">The picture at this size.</param>
/// <param name="Ink">Its ink.</param>
/// <param name="Scale">Pixels of the frame per pixel of this layer.</param>
internal sealed record TextLayer(GrayPicture Picture, InkMap Ink, double Scale);
