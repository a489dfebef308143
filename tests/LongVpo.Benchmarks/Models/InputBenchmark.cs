using System.Diagnostics;
using System.Globalization;
using LongVpo.Models.Pictures;
using LongVpo.Models.Tokens;
using LongVpo.TestKit;

namespace LongVpo.Benchmarks.Models;

/// <summary>Shows what preparing a model's input costs: encoding text with a whole vocabulary, and resizing frames beside Pillow. Processor time of the process, so that a busy machine can be measured on.</summary>
internal static class InputBenchmark
{
    private const int Rounds = 9;

    /// <summary>Arguments: none. Needs the shared folder's vocabulary for the first part and Python with Pillow for the second, and says what it left out.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        Encode();
        foreach (var (width, height) in new[] { (320, 240), (1280, 720), (1920, 1080) }) await ResizeAsync(width, height);
        return 0;
    }

    private static void Encode()
    {
        var folder = SharedFolder.Root is { } root ? Path.Combine(root, "oracle", "tokenizer") : null;
        if (folder is null || !Directory.Exists(folder))
        {
            Console.WriteLine("No shared vocabulary: set LONGVPO_SHARED to measure encoding.");
            return;
        }

        ITokenizer? tokenizer = null;
        Print("open the vocabulary", Median(3, () => tokenizer = TokenizerReader.Open(folder)), "ms");
        var text = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md").Order(StringComparer.Ordinal).Select(File.ReadAllText));
        var count = 0;
        var encode = Median(Rounds, () => count = Enumerable.Range(0, 10).Sum(_ => tokenizer!.Encode(text).Length));
        Print("encode our documents", count / encode / 1000, "million tokens per second");
        var ids = tokenizer!.Encode(text);
        Print("decode them", count / Median(Rounds, () => Repeat(10, () => tokenizer.Decode(ids))) / 1000, "million tokens per second");
        Print("encode a megabyte of one letter", Median(1, () => tokenizer.EncodePlain(new string('a', 1_000_000))), "ms");
    }

    private static async Task ResizeAsync(int width, int height)
    {
        var rgb = new byte[width * height * 3];
        new Random(1).NextBytes(rgb);
        var preparer = new PicturePreparer(new PictureSettings { Side = 448 });
        var (resized, values) = (new byte[448 * 448 * 3], new float[preparer.Floats]);
        var (ours, whole, peer) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(Median(1, () => Repeat(20, () => BicubicResizer.Resize(new RgbView(rgb, width, height), 448, 448, resized))) / 20);
            whole.Add(Median(1, () => Repeat(20, () => preparer.Whole(new RgbView(rgb, width, height), values))) / 20);
            if (await PillowAsync(width, height) is { } milliseconds) peer.Add(milliseconds);
        }

        var pillow = peer.Count == Rounds ? string.Create(CultureInfo.InvariantCulture, $"{Middle(peer):F2} ms, {Middle(peer) / Middle(ours):F2}x") : "not installed (python3-pil)";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{width}x{height} to 448x448: resize {Middle(ours):F2} ms, resize and normalise {Middle(whole):F2} ms; Pillow's resize {pillow}"));
    }

    private static void Repeat(int times, Action action)
    {
        for (var i = 0; i < times; i++) action();
    }

    private static async Task<double?> PillowAsync(int width, int height)
    {
        var script = $"import os,time;from PIL import Image;i=Image.frombytes('RGB',({width},{height}),os.urandom({width * height * 3}));i.resize((448,448),3);t=time.process_time();[i.resize((448,448),3) for _ in range(20)];print((time.process_time()-t)*50)";
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return double.TryParse(text, CultureInfo.InvariantCulture, out var milliseconds) ? milliseconds : null;
    }

    /// <summary>Median processor time of some rounds in milliseconds, after one that is not counted.</summary>
    private static double Median(int rounds, Action action)
    {
        if (rounds > 1) action();
        var times = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var began = Environment.CpuUsage.TotalTime;
            action();
            times.Add((Environment.CpuUsage.TotalTime - began).TotalMilliseconds);
        }

        return Middle(times);
    }

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(string what, double value, string unit) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {value:F2} {unit}"));
}
