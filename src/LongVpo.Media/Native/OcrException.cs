namespace LongVpo.Media.Native;

/// <summary>Text recognition that cannot run on this machine. The message is one sentence that says what is missing and what to install.</summary>
public sealed class OcrException : Exception
{
    public OcrException(string message)
        : base(message)
    {
    }

    public OcrException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
