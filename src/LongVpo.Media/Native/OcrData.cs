namespace LongVpo.Media.Native;

/// <summary>Finds the folder of Tesseract's language data, because distributions, versions and people put it in different places.</summary>
internal static class OcrData
{
    private static readonly string[] Usual =
    [
        "/usr/share/tesseract-ocr/5/tessdata",
        "/usr/share/tesseract-ocr/4.00/tessdata",
        "/usr/share/tessdata",
        "/usr/share/tesseract/tessdata",
        "/usr/local/share/tessdata",
        "/opt/homebrew/share/tessdata",
    ];

    /// <summary>The first folder that has every part of the language: <c>TESSDATA_PREFIX</c>, then the usual ones.</summary>
    /// <exception cref="OcrException">None has; the sentence says which file is missing and where it was looked for.</exception>
    public static string FolderOf(string language)
    {
        var files = language.Split('+').Select(part => part + ".traineddata").ToList();
        var named = Environment.GetEnvironmentVariable("TESSDATA_PREFIX");
        var places = string.IsNullOrEmpty(named) ? Usual : [named, Path.Combine(named, "tessdata"), .. Usual];
        return places.FirstOrDefault(place => files.TrueForAll(file => File.Exists(Path.Combine(place, file))))
            ?? throw new OcrException(
                $"Text in the picture cannot be read because {string.Join(", ", files)} is not in {string.Join(", ", places)}; "
                + $"install tesseract-ocr-{language} or set TESSDATA_PREFIX to its folder.");
    }
}
