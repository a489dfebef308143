using LongVpo.Core.Videos;
using LongVpo.Node.Http.Documents;

namespace LongVpo.Node.Http;

/// <summary>Decides which sources a request may name, and turns it into what the node is to watch.</summary>
internal sealed class SourceAdmission(bool allowLocal)
{
    private const int MaxUrlLength = 2_048;
    private const int MaxNameLength = 200;
    private const double MaxSpeed = 1_000;

    private static readonly string[] Schemes = ["http", "https", "rtsp", "rtsps", "rtmp", "rtmps", "srt", "udp", "rtp"];

    /// <exception cref="RequestRefusedException">Something in it cannot be, or is not allowed here.</exception>
    public WatchRequest Admit(NewSource source)
    {
        var location = Location(source.Url);
        if (source.Name is { } name && (name.Length is 0 or > MaxNameLength || name.Any(char.IsControl)))
            throw RequestRefusedException.BadRequest($"name is not 1 to {MaxNameLength} characters without control characters: choose another.");
        if (source.Model is { } model && model != Core.Segments.Caption.Observed)
            throw new RequestRefusedException(422, "This node has no such model: leave model out, or write \"observed:\" for captions from measurements.");
        return new WatchRequest { Location = location, Name = source.Name, Pace = Pace(source, IsFile(location)) };
    }

    /// <summary>A source's URL without what opens it: a password is known to who added it and nobody else.</summary>
    public static string Shown(string location)
    {
        if (!Uri.TryCreate(location, UriKind.Absolute, out var url) || url.IsFile || url.UserInfo.Length == 0) return location;
        return location.Replace(url.UserInfo + "@", string.Empty, StringComparison.Ordinal);
    }

    private static double? Pace(NewSource source, bool isFile)
    {
        if (source.AsLive is not true)
            return source.Speed is null ? null : throw RequestRefusedException.BadRequest("speed goes with asLive: send \"asLive\": true as well, or leave speed out.");
        if (!isFile) throw RequestRefusedException.BadRequest("asLive is for files, and this source is live by itself: leave asLive and speed out.");
        var speed = source.Speed ?? 1;
        return speed is > 0 and <= MaxSpeed ? speed : throw RequestRefusedException.BadRequest($"speed is not more than 0 and at most {MaxSpeed}: 1 plays a file on its own clock.");
    }

    private string Location(string url)
    {
        if (url.Length is 0 or > MaxUrlLength || url.Any(c => char.IsControl(c) || char.IsSurrogate(c) || c == ' ' && !IsFile(url)))
            throw RequestRefusedException.BadRequest($"url is not 1 to {MaxUrlLength} characters of a URL: write for example rtsp://camera.local/stream.");
        if (!IsFile(url)) return Uri.TryCreate(url, UriKind.Absolute, out var there) && Schemes.Contains(there.Scheme) && there.Host.Length > 0
            ? url
            : throw new RequestRefusedException(403, $"url names no kind of source that requests may open: write one of {string.Join(", ", Schemes.Select(scheme => scheme + "://"))}.");
        if (!allowLocal) throw new RequestRefusedException(403, "url names a file of the node's machine, which requests may not open here: start the node with --allow-local, or name a network source.");
        return url.StartsWith('/') ? Path.GetFullPath(url) : new Uri(url).LocalPath;
    }

    private static bool IsFile(string url) => url.StartsWith('/') || url.StartsWith("file:///", StringComparison.OrdinalIgnoreCase);
}
