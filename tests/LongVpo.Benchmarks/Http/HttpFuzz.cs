using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using LongVpo.Node;
using LongVpo.Node.Http;
using LongVpo.Node.Http.Security;
using LongVpo.TestKit;
using LongVpo.TestKit.Http;

namespace LongVpo.Benchmarks.Http;

/// <summary>
/// Sends nearly right requests to a real node, half of them without a key, and counts what must never be: a failure of the node's, or a stranger who came in.
/// Arguments: <c>[REQUESTS] [SEED] [MODEL]</c>; 10000, 1 and no model when left out.
/// </summary>
internal static class HttpFuzz
{
    public static async Task<int> RunAsync(string[] args)
    {
        var requests = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
        var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("options.json"), """{ "http": { "requestsPerMinute": 1000000, "questionsAtOnce": 64 }, "urls": { "allowLocal": true, "allowPrivate": false } }""");
        var clip = folder.File("clip.mp4");
        await CommandRun.RunAsync("ffmpeg", ["-loglevel", "error", "-nostdin", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=4", "-c:v", "libx264", "-preset", "ultrafast", clip]);
        await using var node = await LocalNode.OpenWriterAsync(
            new NodeSettings { Store = folder.File("store"), ConfigFile = folder.File("options.json"), Warnings = true, Model = args.Length > 2 ? args[2] : null }, CancellationToken.None);
        var key = ApiKeyFile.Add(folder.File("keys"), "fuzz");
        await using var service = await HttpService.StartAsync(
            node, new HttpSettings { Urls = "http://127.0.0.1:0", ApiKeys = folder.File("keys") }, node.Clips, CancellationToken.None);
        var address = new Uri(service.Urls[0]);
        var id = await AddAsync(address, key, clip);

        var began = Stopwatch.GetTimestamp();
        var known = new FuzzRun();
        await known.SendAsync(address, new RequestFuzz(seed, [id], clip, $"Authorization: Bearer {key}"), requests / 2, FuzzRun.Known, CancellationToken.None);
        var strangers = new FuzzRun();
        await strangers.SendAsync(address, new RequestFuzz(seed + 1, [id], clip, null), requests / 2, FuzzRun.Stranger, CancellationToken.None);
        Tell("with a key", known);
        Tell("without one", strangers);
        var wrong = known.Wrong.Count + strangers.Wrong.Count;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{requests} requests in {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s, {wrong} taken wrongly"));
        return wrong == 0 ? 0 : 1;
    }

    private static async Task<string> AddAsync(Uri address, string key, string clip)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var added = await client.PostAsJsonAsync("/v1/sources", new { url = clip });
        added.EnsureSuccessStatusCode();
        return added.Headers.Location!.ToString().Split('/')[^1];
    }

    private static void Tell(string who, FuzzRun run)
    {
        Console.WriteLine($"{who}: {string.Join(", ", run.Statuses.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Key} x {s.Value}")))}");
        foreach (var wrong in run.Wrong.Take(20)) Console.WriteLine($"  {wrong}");
    }
}
