using LongVpo.Core.Frames;
using LongVpo.Core.Ports;

namespace LongVpo.Media.Live;

/// <summary>Chooses by the location alone who reads it: the one frame source that the rest of the system knows.</summary>
public sealed class SourceRouter : IFrameSource
{
    private readonly IFrameSource _files;
    private readonly IFrameSource _live;

    /// <param name="files">Reads finished files, paced where a request asks for it.</param>
    /// <param name="live">Watches everything else.</param>
    public SourceRouter(IFrameSource files, IFrameSource live)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(live);
        (_files, _live) = (files, live);
    }

    /// <summary>Whether a location is watched as it runs, rather than read as a finished file.</summary>
    /// <exception cref="SourceException">It looks like a URL, and nothing here reads such a URL.</exception>
    public static bool IsLive(string location) => LiveLocation.Parse(location).Kind != LiveKind.File;

    /// <summary>The file that a location names, finished or growing; null for what is no file.</summary>
    public static string? FileOf(string location) => LiveLocation.Parse(location) is { Kind: LiveKind.File or LiveKind.Growing } file ? file.Place : null;

    /// <summary>What people and logs may be shown of a location: without user, password and tokens.</summary>
    public static string Shown(string location) => LiveLocation.Redact(location);

    public IAsyncEnumerable<MediaEvent> ReadAsync(SourceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return (IsLive(request.Location) ? _live : _files).ReadAsync(request, cancellationToken);
    }
}
