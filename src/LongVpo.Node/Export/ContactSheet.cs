using System.Globalization;
using System.Net;
using System.Text;
using LongVpo.Core.Time;
using LongVpo.Node.Contract;

namespace LongVpo.Node.Export;

/// <summary>
/// Writes the pictures of a video's segments as one page for people, each with its time, what was seen, and the clip behind it. It runs no script and names nothing outside the
/// node: whoever chose the footage chose the words in it.
/// </summary>
public static class ContactSheet
{
    /// <summary>What a browser is told of the page beside it: that it may load the node's own pictures, and nothing else.</summary>
    public const string Policy = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Head =
        """
        <!DOCTYPE html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <style>
        body { font: 14px sans-serif; margin: 1em; background: #fff; color: #222 }
        main { display: grid; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); gap: 1em }
        figure { margin: 0 } img { width: 100%; aspect-ratio: 16/9; object-fit: contain; background: #ddd } time { font-weight: bold }
        figcaption { overflow-wrap: anywhere } .gap { color: #a00 }
        @media (prefers-color-scheme: dark) { body { background: #181818; color: #ddd } a { color: #9cf } img { background: #333 } .gap { color: #f88 } }
        </style>

        """;

    /// <summary>The page, whose addresses lead on from <c>/v1/sources/ID/thumbnails.html</c>.</summary>
    /// <param name="name">What people call the video.</param>
    /// <param name="segments">In the order of their times; a stretch between two of them that neither holds is shown as missing.</param>
    /// <param name="next">Where the page after this one begins, in seconds; null for the last.</param>
    public static string Write(string name, IReadOnlyList<SegmentDocument> segments, double? next)
    {
        ArgumentNullException.ThrowIfNull(segments);
        var page = new StringBuilder(Head);
        var title = WebUtility.HtmlEncode(name);
        page.Append(CultureInfo.InvariantCulture, $"<title>{title}</title>\n<h1>{title}</h1>\n<main>\n");
        SegmentDocument? before = null;
        foreach (var segment in segments)
        {
            if (before is not null && segment.Start > before.End + 0.001) page.Append(CultureInfo.InvariantCulture, $"<figure class=\"gap\"><figcaption>{Range(before.End, segment.Start)} nothing was received</figcaption></figure>\n");
            Append(page, segment);
            before = segment;
        }

        page.Append("</main>\n");
        if (segments.Count == 0) page.Append("<p>Nothing is sealed here yet.</p>\n");
        if (next is { } from) page.Append(CultureInfo.InvariantCulture, $"<p><a href=\"thumbnails.html?from={from}\">From {TimeText.OfSeconds(from)} on</a></p>\n");
        return page.Append("</html>\n").ToString();
    }

    private static void Append(StringBuilder page, SegmentDocument segment)
    {
        // As citations name them: players then show just this of a clip that may be longer.
        var clip = string.Create(
            CultureInfo.InvariantCulture,
            $"clips?start={segment.Start:0.###}&amp;end={Math.Max(segment.End, segment.Start + 1):0.###}&amp;exact=true#t=0,{Math.Max(segment.End - segment.Start, 0.001):0.###}");
        var utc = segment.Utc is { } live ? string.Create(CultureInfo.InvariantCulture, $" {live.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z") : "";
        page.Append(CultureInfo.InvariantCulture, $"<figure id=\"{segment.Id}\"><a href=\"{clip}\"><img loading=\"lazy\" alt=\"{segment.Id}\" src=\"thumbnails/{segment.Id}.jpg\"></a>");
        page.Append(CultureInfo.InvariantCulture, $"<figcaption>{Range(segment.Start, segment.End)}{utc}<br>{WebUtility.HtmlEncode(segment.Caption)}</figcaption></figure>\n");
    }

    private static string Range(double start, double end) => $"<time>{TimeText.OfSeconds(start)}–{TimeText.OfSeconds(end)}</time>";
}
