namespace LongVpo.Media.Native;

/// <summary>One word as Tesseract read it, with its place and its line, because what is done with a word depends on its neighbours.</summary>
/// <param name="Text">The characters; never empty.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Left">Pixels of the picture handed in, as the next three.</param>
/// <param name="Top">First row.</param>
/// <param name="Right">First column behind it.</param>
/// <param name="Bottom">First row below it.</param>
/// <param name="Block">Number of its block, from 0.</param>
/// <param name="Paragraph">Number of its paragraph over the whole picture, from 0.</param>
/// <param name="Line">Number of its line over the whole picture, from 0.</param>
internal sealed record OcrWord(string Text, double Confidence, int Left, int Top, int Right, int Bottom, int Block, int Paragraph, int Line);
