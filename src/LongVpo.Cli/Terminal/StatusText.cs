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
            if (video.Unheard is not null) Console.Out.WriteLine($"    Speech is not written down: {video.Unheard}");
        }

        foreach (var model in status.Models) Write(model);
    }

    private static void Write(ModelStatusDocument model)
    {
        Console.Out.WriteLine($"{model.Model}  {model.Phase,-12}  {string.Join("  ", Facts(model))}{(model.Version is { } version ? $"  {version}" : string.Empty)}");
        if (model.Reason is not null) Console.Out.WriteLine($"    {model.Reason}");
        if (model.LastFault is { } fault && fault != model.Reason) Console.Out.WriteLine($"    last fault at {model.LastFaultAt?.ToLocalTime():HH:mm:ss}: {fault}");
    }

    private static IEnumerable<string> Facts(ModelStatusDocument model)
    {
        yield return $"{model.SlotsUsed} of {model.Slots} slots";
        foreach (var lane in model.Lanes) yield return Number($"{lane.Lane.Replace('_', ' ')}: {lane.UnderWay} under way, {lane.Waiting} waiting ({lane.OldestWaitSeconds:0.0} s)");
        yield return Number($"{model.TokensPerSecond:0.#} tokens/s");
        yield return Number($"{model.Completed} done, {model.Refused} refused, {model.Crashes} crashes, {model.OutOfMemory} out of memory");
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
