using System.Runtime.InteropServices;

namespace LongVpo.Media.Native;

/// <summary>
/// The functions of Tesseract's C interface that we call, found by hand: distributions install the library under its version's name only,
/// and a missing library must end in a sentence that names the package, not in a loader's dump.
/// </summary>
internal sealed unsafe class OcrLibrary
{
    private static readonly string[] Names = ["libtesseract.so.5", "libtesseract.so.4", "libtesseract.5.dylib", "libtesseract.so", "libtesseract"];
    private static readonly Lazy<OcrLibrary> Shared = new(Load);
    private readonly nint _library;

    private OcrLibrary(nint library)
    {
        _library = library;
        Create = (delegate* unmanaged<nint>)Export("TessBaseAPICreate");
        Delete = (delegate* unmanaged<nint, void>)Export("TessBaseAPIDelete");
        End = (delegate* unmanaged<nint, void>)Export("TessBaseAPIEnd");
        Init = (delegate* unmanaged<nint, byte*, byte*, int, int>)Export("TessBaseAPIInit2");
        SetVariable = (delegate* unmanaged<nint, byte*, byte*, int>)Export("TessBaseAPISetVariable");
        SetPageSegMode = (delegate* unmanaged<nint, int, void>)Export("TessBaseAPISetPageSegMode");
        SetImage = (delegate* unmanaged<nint, byte*, int, int, int, int, void>)Export("TessBaseAPISetImage");
        SetSourceResolution = (delegate* unmanaged<nint, int, void>)Export("TessBaseAPISetSourceResolution");
        Recognize = (delegate* unmanaged<nint, nint, int>)Export("TessBaseAPIRecognize");
        Clear = (delegate* unmanaged<nint, void>)Export("TessBaseAPIClear");
        IsValidWord = (delegate* unmanaged<nint, byte*, int>)Export("TessBaseAPIIsValidWord");
        GetIterator = (delegate* unmanaged<nint, nint>)Export("TessBaseAPIGetIterator");
        DeleteIterator = (delegate* unmanaged<nint, void>)Export("TessResultIteratorDelete");
        PageIterator = (delegate* unmanaged<nint, nint>)Export("TessResultIteratorGetPageIterator");
        IteratorNext = (delegate* unmanaged<nint, int, int>)Export("TessResultIteratorNext");
        IteratorText = (delegate* unmanaged<nint, int, byte*>)Export("TessResultIteratorGetUTF8Text");
        IteratorConfidence = (delegate* unmanaged<nint, int, float>)Export("TessResultIteratorConfidence");
        BoundingBox = (delegate* unmanaged<nint, int, int*, int*, int*, int*, int>)Export("TessPageIteratorBoundingBox");
        IsAtBeginningOf = (delegate* unmanaged<nint, int, int>)Export("TessPageIteratorIsAtBeginningOf");
        DeleteText = (delegate* unmanaged<byte*, void>)Export("TessDeleteText");
    }

    /// <exception cref="OcrException">The library is not installed, or is not one we know.</exception>
    public static OcrLibrary Instance => Shared.Value;

    public delegate* unmanaged<nint> Create { get; }

    public delegate* unmanaged<nint, void> Delete { get; }

    public delegate* unmanaged<nint, void> End { get; }

    public delegate* unmanaged<nint, byte*, byte*, int, int> Init { get; }

    public delegate* unmanaged<nint, byte*, byte*, int> SetVariable { get; }

    public delegate* unmanaged<nint, int, void> SetPageSegMode { get; }

    public delegate* unmanaged<nint, byte*, int, int, int, int, void> SetImage { get; }

    public delegate* unmanaged<nint, int, void> SetSourceResolution { get; }

    public delegate* unmanaged<nint, nint, int> Recognize { get; }

    public delegate* unmanaged<nint, void> Clear { get; }

    public delegate* unmanaged<nint, byte*, int> IsValidWord { get; }

    public delegate* unmanaged<nint, nint> GetIterator { get; }

    public delegate* unmanaged<nint, void> DeleteIterator { get; }

    public delegate* unmanaged<nint, nint> PageIterator { get; }

    public delegate* unmanaged<nint, int, int> IteratorNext { get; }

    public delegate* unmanaged<nint, int, byte*> IteratorText { get; }

    public delegate* unmanaged<nint, int, float> IteratorConfidence { get; }

    public delegate* unmanaged<nint, int, int*, int*, int*, int*, int> BoundingBox { get; }

    public delegate* unmanaged<nint, int, int> IsAtBeginningOf { get; }

    public delegate* unmanaged<byte*, void> DeleteText { get; }

    private static OcrLibrary Load()
    {
        OcrThreads.LimitBeforeLoading();
        foreach (var name in Names)
            if (NativeLibrary.TryLoad(name, out var library)) return new OcrLibrary(library);
        throw new OcrException("Text in the picture cannot be read because Tesseract is not installed; install the package tesseract-ocr (libtesseract 4 or 5).");
    }

    private nint Export(string name) =>
        NativeLibrary.TryGetExport(_library, name, out var address)
            ? address
            : throw new OcrException($"The installed Tesseract has no {name}; install Tesseract 4.1 or 5.");
}
