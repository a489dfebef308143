using LongVpo.Core.Frames;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Ports;

/// <summary>Looks at a source before it is watched.</summary>
public interface IMediaProbe
{
    /// <summary>Opens the source just far enough to say what it is.</summary>
    /// <exception cref="SourceException">It cannot be opened, holds neither picture nor sound, or is refused; the message is one sentence for a person.</exception>
    Task<SourceDescription> DescribeAsync(string location, CancellationToken cancellationToken);

    /// <summary>The id of what is there: from the content for a file, from the URL for a stream.</summary>
    /// <exception cref="SourceException">It cannot be read.</exception>
    Task<VideoId> IdentifyAsync(string location, CancellationToken cancellationToken);
}
