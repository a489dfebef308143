namespace LongVpo.Media.Native;

/// <summary>What the picture handed to <see cref="OcrEngine"/> holds; the numbers are Tesseract's page segmentation modes.</summary>
internal enum OcrLayout
{
    /// <summary>A page of unknown layout: columns and paragraphs are found.</summary>
    Page = 3,

    /// <summary>One line, already cut out.</summary>
    Line = 7,
}
