using LongVpo.Core.Options;
using LongVpo.Media.Recording;
using Microsoft.Extensions.Logging;

namespace LongVpo.Media.Live;

/// <summary>What every live reading needs, handed around as one.</summary>
internal sealed record LiveParts(LiveOptions Live, SourceOptions Source, SamplingOptions Sampling, UrlGuard Guard, TimeProvider Time, ILogger Log)
{
    /// <summary>Where a connection waits that was opened to look at a source; null opens another one to watch it.</summary>
    public LiveHandover? Handover { get; init; }

    /// <summary>Where live footage is kept; null keeps none.</summary>
    public RecordingRoom? Recordings { get; init; }
}
