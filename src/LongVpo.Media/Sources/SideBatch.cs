using LongVpo.Core.Frames;

namespace LongVpo.Media.Sources;

/// <summary>Sound and text that were read together, and how far the reading has come.</summary>
/// <param name="Events">In the order they were completed.</param>
/// <param name="ReadToUs">Nothing that ends much before this many microseconds will still come.</param>
internal sealed record SideBatch(IReadOnlyList<(MediaEvent Happened, Core.Time.TimeRange Range)> Events, long ReadToUs);
