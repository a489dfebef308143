using LongVpo.Core.Answers;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Videos;

namespace LongVpo.Actors.Standing;

/// <summary>The ports that standing questions work through.</summary>
public sealed record StandingParts
{
    public required IStandingStore Store { get; init; }

    public required IVideoFeed Feed { get; init; }

    public required ISegmentReader Segments { get; init; }

    /// <summary>Answers a question from the memory, or throws what the video system's asking throws.</summary>
    public required Func<Question, CancellationToken, Task<Answer>> Ask { get; init; }

    /// <summary>Tells what is stored, from the call on; see the video system's following.</summary>
    public required Func<CancellationToken, IAsyncEnumerable<VideoChange>> Follow { get; init; }

    public StandingOptions Options { get; init; } = new();

    public WebhookOptions Webhooks { get; init; } = new();

    public InboxOptions Inbox { get; init; } = new();

    public RestartOptions Restart { get; init; } = new();
}
