using System.Diagnostics;
using System.Globalization;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Networks;
using LongVpo.Models.Tensors;
using LongVpo.Models.Torch;

namespace LongVpo.Benchmarks.Models;

/// <summary>
/// Tokens per second of wall time of a random InternVL on a device of libtorch's: the reading of some frames and a question, and writing on at batches of 1, 8 and 32. Run by
/// <c>tests/gpu/run.sh</c>. Arguments: <c>--device cuda:0</c>, <c>--type bfloat16</c>, <c>--size 1B|tiny</c>, <c>--frames 16</c>, <c>--tokens 64</c>.
/// </summary>
internal static class GpuBenchmark
{
    private const int Question = 32;
    private const int Warm = 4;

    public static Task<int> RunAsync(string[] args)
    {
        if (TorchEngine.WhyNot() is { } missing)
        {
            Console.Error.WriteLine(missing);
            return Task.FromResult(2);
        }

        var type = Value(args, "--type", "bfloat16") == "float32" ? ElementType.Float32 : ElementType.BFloat16;
        var config = Value(args, "--size", "1B") == "1B" ? Config(1024, 24, 16, 4096, 448, 896, 24, 14, 2, 4864, 151_674) : Config(64, 2, 4, 128, 56, 96, 2, 6, 2, 224, 512);
        var (frames, tokens) = (Number(args, "--frames", "16"), Number(args, "--tokens", "64"));
        using var engine = new TorchEngine(new TorchSettings(Value(args, "--device", "cuda:0"), type));
        using var weights = NetworkWeights.Load(engine, config, new RandomWeights(config, 1), type);
        var network = new InternNetwork(engine, config, weights);
        Say($"| {engine.Name} | tokens/s |\n|---|---|");
        using var read = Prefill(engine, network, frames);
        foreach (var batch in new[] { 1, 8, 32 }) Decode(engine, network, read, batch, tokens);
        return Task.FromResult(0);
    }

    private static KeyValueCache Prefill(TorchEngine engine, InternNetwork network, int frames)
    {
        var side = network.Config.PictureSize;
        var visual = frames * network.TokensPerPicture(side, side);
        int[] ids = [.. Enumerable.Range(0, visual + Question).Select(i => i % network.Config.Text.Vocabulary)];
        var pixels = new float[frames * 3 * side * side];
        var random = new Random(1);
        foreach (ref var pixel in pixels.AsSpan()) pixel = (random.NextSingle() * 4) - 2;
        var times = new List<double>();
        KeyValueCache? read = null;
        // The first round warms up.
        for (var round = 0; round < 4; round++)
        {
            read?.Dispose();
            read = engine.NewCache(network.CacheShape);
            engine.Synchronize();
            var began = Stopwatch.GetTimestamp();
            using (engine.OpenScope())
            {
                var step = TextStep.Next([new CachedRow(read, ids.Length)], [ids.Length]);
                var seen = network.Look(engine.From(pixels, frames, 3, side, side));
                var last = engine.TakeRows(network.Read(network.Embed(ids, [.. Enumerable.Range(0, visual)], seen), step), [ids.Length - 1]);
                engine.ArgMax(network.Scores(last));
                step.Commit();
            }
            engine.Synchronize();
            if (round > 0) times.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        Say($"| prefill {frames} frames, {ids.Length} tokens | {ids.Length / times.Order().ElementAt(1):F1} |");
        return read!;
    }

    private static void Decode(TorchEngine engine, InternNetwork network, KeyValueCache read, int batch, int tokens)
    {
        var caches = Enumerable.Range(0, batch).Select(_ => read.Fork(read.Length)).ToList();
        int[] next = [.. Enumerable.Repeat(1, batch)];
        var began = 0L;
        for (var token = 0; token < tokens + Warm; token++)
        {
            if (token == Warm)
            {
                engine.Synchronize();
                began = Stopwatch.GetTimestamp();
            }

            using var scope = engine.OpenScope();
            var step = TextStep.Next([.. caches.Select(cache => new CachedRow(cache, 1))], [.. Enumerable.Repeat(read.Length, batch)]);
            next = engine.ArgMax(network.Scores(network.Read(network.Embed(next), step)));
            step.Commit();
        }

        engine.Synchronize();
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        foreach (var cache in caches) cache.Dispose();
        Say($"| decode batch {batch} | {batch * tokens / seconds:F1} |");
    }

    private static InternConfig Config(int hidden, int layers, int heads, int inner, int side, int width, int blocks, int queries, int keys, int wide, int vocabulary) => new()
    {
        Format = CheckpointFormat.Native,
        PictureSize = side,
        MayTieHead = false,
        Vision = new VisionConfig
        {
            Hidden = hidden, Layers = layers, Heads = heads, Intermediate = inner, ImageSize = side, PatchSize = 14,
            Norm = VisionNorm.LayerNorm, NormEpsilon = 1e-6f, AttentionBias = true, QueryKeyNorm = false, FinalNorm = false,
        },
        Text = new TextConfig
        {
            Family = TextFamily.Qwen2, Hidden = width, Layers = blocks, Heads = queries, KeyHeads = keys, HeadWidth = width / queries, Intermediate = wide, Vocabulary = vocabulary,
            NormEpsilon = 1e-6f, MaxPositions = 32_768, Rope = new RopeConfig(1e6),
        },
    };

    private static string Value(string[] args, string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;

    private static int Number(string[] args, string name, string otherwise) => int.Parse(Value(args, name, otherwise), CultureInfo.InvariantCulture);

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
