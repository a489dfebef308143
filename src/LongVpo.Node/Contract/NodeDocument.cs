namespace LongVpo.Node.Contract;

/// <summary>A scene, chapter or programme as other tools read it.</summary>
/// <param name="Id">Stable name within the video.</param>
/// <param name="Start">Container timestamp in seconds.</param>
/// <param name="End">Container timestamp in seconds.</param>
/// <param name="Children">Ids one level below, in order.</param>
/// <param name="Caption">What is said about it.</param>
/// <param name="Closed">False while it may still grow.</param>
public sealed record NodeDocument(string Id, double Start, double End, IReadOnlyList<string> Children, string Caption, bool Closed)
{
    /// <summary>Which model said the caption; left out when it is from measurements.</summary>
    public CaptionByDocument? CaptionBy { get; init; }

    /// <summary>The caption from measurements, where a model's stands in its place.</summary>
    public string? Observed { get; init; }
}
