using System.Runtime.InteropServices;
using System.Text;

namespace LongVpo.Media.Native;

/// <summary>
/// The one wall before Tesseract: a grey picture goes in, words come out. An engine holds about 60 MB and is not for two threads at once;
/// it may move between threads from call to call. Nothing of a picture is kept when a call returns.
/// </summary>
internal sealed unsafe class OcrEngine : IDisposable
{
    private const int EngineLstmOnly = 1;
    private const int LevelBlock = 0;
    private const int LevelParagraph = 1;
    private const int LevelLine = 2;
    private const int LevelWord = 3;
    private readonly OcrHandle _handle = new();

    /// <param name="language">Tesseract's name of a language, such as <c>eng</c>, or several joined by <c>+</c>.</param>
    /// <exception cref="OcrException">Tesseract or the language's data is not installed.</exception>
    public OcrEngine(string language)
    {
        var folder = OcrData.FolderOf(language);
        if (_handle.IsInvalid) throw new OcrException("Tesseract could not be started: it has no memory for an engine; close other programs.");
        var failed = false;
        WithText(folder, f => WithText(language, l => failed = OcrLibrary.Instance.Init(Raw, (byte*)f, (byte*)l, EngineLstmOnly) != 0));
        if (failed) throw new OcrException($"Tesseract cannot use its data for '{language}' in {folder}; install tesseract-ocr-{language} again.");
        // Polarity is decided before the picture comes here, so trying the inverse of each doubtful word only costs time.
        Set("tessedit_do_invert", "0");
        Set("debug_file", OperatingSystem.IsWindows() ? "NUL" : "/dev/null");
    }

    private nint Raw => _handle.DangerousGetHandle();

    /// <summary>Reads dark text on a light ground.</summary>
    /// <param name="gray">Rows of <paramref name="width"/> bytes without padding, 0 black to 255 white.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="layout">What the picture holds.</param>
    /// <returns>The words in reading order; empty when there are none.</returns>
    public IReadOnlyList<OcrWord> Read(ReadOnlySpan<byte> gray, int width, int height, OcrLayout layout)
    {
        if (gray.Length < (long)width * height) throw new ArgumentException($"{gray.Length} bytes do not hold {width} x {height} pixels.", nameof(gray));
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        OcrThreads.LimitThisThread();
        var library = OcrLibrary.Instance;
        library.SetPageSegMode(Raw, (int)layout);
        fixed (byte* pixels = gray) library.SetImage(Raw, pixels, width, height, 1, width);
        library.SetSourceResolution(Raw, 200);
        var words = library.Recognize(Raw, 0) == 0 ? Collect() : [];
        library.Clear(Raw);
        return words;
    }

    /// <summary>Whether the word, as written, is in the language's dictionary.</summary>
    public bool Knows(string word)
    {
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        var known = false;
        WithText(word, w => known = OcrLibrary.Instance.IsValidWord(Raw, (byte*)w) != 0);
        return known;
    }

    public void Dispose() => _handle.Dispose();

    private List<OcrWord> Collect()
    {
        var library = OcrLibrary.Instance;
        var words = new List<OcrWord>();
        var iterator = library.GetIterator(Raw);
        if (iterator == 0) return words;
        try
        {
            var page = library.PageIterator(iterator);
            var (block, paragraph, line) = (-1, -1, -1);
            do
            {
                if (library.IsAtBeginningOf(page, LevelBlock) != 0) block++;
                if (library.IsAtBeginningOf(page, LevelParagraph) != 0) paragraph++;
                if (library.IsAtBeginningOf(page, LevelLine) != 0) line++;
                int left, top, right, bottom;
                if (library.BoundingBox(page, LevelWord, &left, &top, &right, &bottom) == 0) continue;
                var text = Taken(library.IteratorText(iterator, LevelWord));
                if (text.Length == 0) continue;
                var confidence = Math.Clamp(library.IteratorConfidence(iterator, LevelWord) / 100.0, 0, 1);
                words.Add(new OcrWord(text, confidence, left, top, right, bottom, Math.Max(block, 0), Math.Max(paragraph, 0), Math.Max(line, 0)));
            }
            while (library.IteratorNext(iterator, LevelWord) != 0);
        }
        finally
        {
            library.DeleteIterator(iterator);
        }

        return words;
    }

    private static string Taken(byte* text)
    {
        if (text is null) return "";
        var value = Marshal.PtrToStringUTF8((nint)text) ?? "";
        OcrLibrary.Instance.DeleteText(text);
        return value.Trim();
    }

    private void Set(string name, string value) =>
        WithText(name, n => WithText(value, v => OcrLibrary.Instance.SetVariable(Raw, (byte*)n, (byte*)v)));

    private static void WithText(string text, Action<nint> use)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        fixed (byte* pointer = bytes) use((nint)pointer);
    }
}
