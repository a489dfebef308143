using LongVpo.Core.Options;
using LongVpo.Core.Videos;
using LongVpo.Media.Live;
using LongVpo.Node.Http.Documents;
using Microsoft.AspNetCore.Http;

namespace LongVpo.Node.Http;

/// <summary>Decides which sources a request may name, and turns it into what the node is to watch. What may be reached at all is <see cref="UrlPolicy"/>'s to say.</summary>
internal sealed class SourceAdmission
{
    private const string FileScheme = "file:///";
    private const int MaxUrlLength = 2_048;
    private const int MaxNameLength = 200;
    private const double MaxSpeed = 1_000;

    private readonly LocalNode _node;
    private readonly UrlGuard _guard;
    private readonly bool _trusted;

    /// <param name="node">Whose options say what requests may open, and whose models caption.</param>
    /// <param name="settings">What the command line allows besides.</param>
    public SourceAdmission(LocalNode node, HttpSettings settings)
    {
        var options = node.Options.Urls;
        (_node, _trusted) = (node, settings.AllowLocal || settings.IsOnLoopbackOnly);
        _guard = new UrlGuard(options with { AllowLocal = options.AllowLocal || settings.AllowLocal, AllowLoopback = options.AllowLoopback || _trusted });
    }

    /// <summary>A location without what opens it: a password is known to who added the source and nobody else.</summary>
    public static string Shown(string location) => SourceRouter.Shown(location);

    /// <exception cref="RequestRefusedException">Something in it cannot be, or is not allowed here.</exception>
    public async Task<WatchRequest> AdmitAsync(NewSource source, CancellationToken cancellationToken)
    {
        if (source.Name is { } name && (name.Length is 0 or > MaxNameLength || name.Any(char.IsControl)))
            throw RequestRefusedException.BadRequest($"name is not 1 to {MaxNameLength} characters without control characters: choose another.");
        var model = await ModelAsync(source.Model, cancellationToken);
        var location = Location(source.Url.StartsWith(FileScheme, StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(source.Url[(FileScheme.Length - 1)..]) : source.Url);
        if (await _guard.RefusalAsync(location, cancellationToken) is { } refusal) throw new RequestRefusedException(StatusCodes.Status403Forbidden, refusal);
        var isFile = !SourceRouter.IsLive(location);
        if (isFile && !Path.IsPathRooted(location)) throw RequestRefusedException.BadRequest("url is neither a URL nor a path from the root of the node's machine: write for example rtsp://camera.local/stream.");
        return new WatchRequest { Location = isFile ? Path.GetFullPath(location) : location, Name = source.Name, Pace = Pace(source, isFile), Model = model };
    }

    // A model's name is a folder or an address that the node opens and sends footage to: who is not at this machine may only choose among what the node has.
    private async Task<string?> ModelAsync(string? name, CancellationToken cancellationToken)
    {
        if (name is null || name == _node.Model?.Name.ToString()) return _node.Model?.Name.ToString();
        if (name == Core.Segments.Caption.Observed) return name;
        if (!_trusted)
            throw new RequestRefusedException(StatusCodes.Status422UnprocessableEntity, "This node has no such model: leave model out, or write \"observed:\" for captions from measurements.");
        try
        {
            return (await _node.Models.OpenAsync(name, cancellationToken))?.Name.ToString();
        }
        catch (SettingsException wrong)
        {
            throw new RequestRefusedException(StatusCodes.Status422UnprocessableEntity, $"model cannot be used: {wrong.Message}");
        }
    }

    private static double? Pace(NewSource source, bool isFile)
    {
        if (source.AsLive is not true)
            return source.Speed is null ? null : throw RequestRefusedException.BadRequest("speed goes with asLive: send \"asLive\": true as well, or leave speed out.");
        if (!isFile) throw RequestRefusedException.BadRequest("asLive is for files, and this source is live by itself: leave asLive and speed out.");
        var speed = source.Speed ?? 1;
        return speed is > 0 and <= MaxSpeed ? speed : throw RequestRefusedException.BadRequest($"speed is not more than 0 and at most {MaxSpeed}: 1 plays a file on its own clock.");
    }

    private static string Location(string url)
    {
        if (url.Length is 0 or > MaxUrlLength || string.IsNullOrWhiteSpace(url) || url.Any(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\ufffd'))
            throw RequestRefusedException.BadRequest($"url is not 1 to {MaxUrlLength} plain characters: write for example rtsp://camera.local/stream.");
        return url;
    }
}
