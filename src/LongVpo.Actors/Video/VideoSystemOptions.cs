using LongVpo.Core.Options;

namespace LongVpo.Actors.Video;

/// <summary>The options the actors need, in one place.</summary>
public sealed record VideoSystemOptions
{
    public AnalysisOptions Analysis { get; init; } = new();

    public InboxOptions Inbox { get; init; } = new();

    public RestartOptions Restart { get; init; } = new();

    public SegmentOptions Segments { get; init; } = new();

    public TreeOptions Trees { get; init; } = new();
}
