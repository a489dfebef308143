using LongVpo.Core.Captions.Written;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Ports;

/// <summary>Reads what models said about a video.</summary>
public interface ICaptionReader
{
    /// <summary>The latest caption of each of these subjects that has one, by subject.</summary>
    /// <param name="video">Whose.</param>
    /// <param name="subjects">Ids of segments and nodes.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="StoreException">The memory could not be read.</exception>
    ValueTask<IReadOnlyDictionary<string, ModelCaption>> ReadCaptionsAsync(VideoId video, IReadOnlyCollection<string> subjects, CancellationToken cancellationToken);
}
