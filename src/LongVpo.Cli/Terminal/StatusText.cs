using System.Globalization;
using LongVpo.Core.Time;
using LongVpo.Node.Contract;

namespace LongVpo.Cli.Terminal;

/// <summary>Prints how videos are doing for a person: one line each, and a second one where something needs a reason.</summary>
internal static class StatusText
{
    public static void Write(StatusDocument status)
    {
        if (!status.Running) Console.Out.WriteLine("Nothing watches into this store now.");
        if (status.Url is { } url) Console.Out.WriteLine($"Requests are taken at {url}; {url.TrimEnd('/')}/v1/sources/ID/thumbnails.html shows what was seen.");
        foreach (var video in status.Videos)
        {
            Console.Out.WriteLine($"{video.Video}  {video.Phase,-12}  {string.Join("  ", Facts(video))}  {video.Name ?? video.Path}");
            if (video.Reason is not null) Console.Out.WriteLine($"    {video.Reason}");
            if (video.NotRecorded is not null) Console.Out.WriteLine($"    {video.NotRecorded}");
        }
    }

    private static IEnumerable<string> Facts(VideoStatusDocument video)
    {
        yield return $"{video.Segments} segments";
        if (video.Watermark is { } seen) yield return $"seen until {TimeText.OfSeconds(seen)}";
        if (video.Lag is { } lag) yield return Number($"lag {lag:0.0} s");
        if (video.Rate is { } rate) yield return Number($"{rate:0.00}x real time");
        if (video.Frames.Received > 0) yield return Number($"{video.Frames.Received} frames, {video.Frames.Dropped} dropped, {video.Frames.Pending} pending");
        if (video.Gaps > 0) yield return Number($"{video.Gaps} gaps ({video.GapSeconds:0.0} s)");
        if (video.Reconnects > 0) yield return Number($"{video.Reconnects} reconnects");
        if (video.Restarts > 0) yield return Number($"{video.Restarts} restarts");
    }

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
