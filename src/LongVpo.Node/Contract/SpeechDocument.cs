namespace LongVpo.Node.Contract;

/// <summary>A stretch of speech as a speech model wrote it down. Times are container timestamps in seconds.</summary>
/// <param name="Start">Where the sound begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Text">The words; empty when there were none.</param>
public sealed record SpeechDocument(double Start, double End, string Text)
{
    /// <summary>Who heard it.</summary>
    public string? Model { get; init; }

    /// <summary>Why it was not written down.</summary>
    public string? Problem { get; init; }
}
