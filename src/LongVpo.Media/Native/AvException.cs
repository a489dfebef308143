namespace LongVpo.Media.Native;

/// <summary>A failed call of a session. It carries FFmpeg's words; the sentence for a person is made where the file's name is known.</summary>
internal sealed class AvException(AvErrorCode code, string detail) : Exception($"{code}: {detail}")
{
    public AvErrorCode Code { get; } = code;

    public string Detail { get; } = detail;
}
