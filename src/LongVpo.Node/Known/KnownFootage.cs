using System.Collections.Immutable;
using LongVpo.Core.Frames;
using LongVpo.Core.Videos;

namespace LongVpo.Node.Known;

/// <summary>Footage whose segments are known without watching it: from a script, or from whoever watched it before.</summary>
/// <param name="Video">What it is called.</param>
/// <param name="Source">What it would be to watch.</param>
/// <param name="Segments">In order, at least one.</param>
public sealed record KnownFootage(VideoId Video, SourceDescription Source, ImmutableArray<KnownSegment> Segments);
