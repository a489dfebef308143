using System.Globalization;
using LongVpo.Core.Options;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Generation;
using LongVpo.Models.Managed;
using LongVpo.Models.Networks;
using LongVpo.Models.Tensors;

namespace LongVpo.Benchmarks.Models;

/// <summary>
/// Measures what a second question on the same pictures costs: processor time from its admission to its first token, beside the first question's and beside a generator that remembers
/// nothing. Weights and pictures are random, which changes no count of operations.
/// </summary>
internal static class PrefixBenchmark
{
    private const int Pictures = 64;
    private const int Side = 112;
    private const int ImageToken = 5;

    public static Task<int> RunAsync(string[] arguments)
    {
        var rounds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 5;
        var config = Config();
        using var engine = new ManagedEngine();
        using var weights = NetworkWeights.Load(engine, config, new RandomWeights(config, 1), ElementType.Float32);
        var network = new InternNetwork(engine, config, weights);
        var parameters = WeightLayout.Of(config).Sum(static weight => weight.Shape.Aggregate(1L, static (product, extent) => product * extent));
        Console.Out.WriteLine($"{engine.Name}, {parameters / 1e6:0.0} M parameters, {Pictures} pictures of {network.TokensPerPicture(Side, Side)} tokens, {rounds} rounds, processor time");

        var times = new List<(double First, double Second, double Other, double Fresh)>();
        for (var round = 0; round <= rounds; round++)
        {
            var pictures = Shots(round);
            using var generator = new TextGenerator(network, new GenerationOptions(), []);
            using var forgetful = new TextGenerator(network, new GenerationOptions { PrefixBytes = 0, PictureBytes = 0 }, []);
            var time = (First(network, generator, pictures, 100), First(network, generator, pictures, 200), First(network, generator, [.. pictures.Skip(1)], 300), First(network, forgetful, pictures, 200));
            // The first round compiles.
            if (round > 0) times.Add(time);
        }

        double Median(Func<(double First, double Second, double Other, double Fresh), double> of) => times.Select(of).Order().ElementAt(times.Count / 2);
        var first = Median(static time => time.First);
        Console.Out.WriteLine($"first question                               {1000 * first,8:0.0} ms");
        Tell("second question, same pictures", Median(static time => time.Second));
        Tell("question without the first picture", Median(static time => time.Other));
        Tell("second question, nothing remembered", Median(static time => time.Fresh));
        return Task.FromResult(Median(static time => time.Second) <= first / 5 ? 0 : 1);

        void Tell(string what, double seconds) => Console.Out.WriteLine($"{what,-43}  {1000 * seconds,8:0.0} ms  {seconds / first,6:0.000} of the first");
    }

    /// <summary>Processor time to the first token of a question of twenty words.</summary>
    private static double First(InternNetwork network, TextGenerator generator, PixelPicture[] pictures, int word)
    {
        var each = network.TokensPerPicture(Side, Side);
        int[] ids =
        [
            10, 11, .. Enumerable.Range(0, pictures.Length).SelectMany(picture => (int[])[12, 13, 20 + (picture % 10), 14, .. Enumerable.Repeat(ImageToken, each), 15, 16]),
            .. Enumerable.Range(word, 20), 17, 18, 19,
        ];
        var before = Environment.CpuUsage.TotalTime;
        using var sequence = generator.Admit(TokenPrompt.Of(network, ids, ImageToken, pictures), new() { MaxTokens = 1 });
        while (sequence.Finish is null) generator.Step(new SequenceSlot(sequence, Math.Min(512, sequence.PromptLeft)));
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static PixelPicture[] Shots(int round)
    {
        var random = new Random(round);
        return [.. Enumerable.Range(0, Pictures).Select(_ => new PixelPicture(Enumerable.Range(0, 3 * Side * Side).Select(_ => random.NextSingle() - 0.5f).ToArray(), Side, Side))];
    }

    private static InternConfig Config() => new()
    {
        Format = CheckpointFormat.Native,
        Vision = new VisionConfig
        {
            Hidden = 192, Layers = 6, Heads = 6, Intermediate = 768, ImageSize = Side, PatchSize = 14, Norm = VisionNorm.LayerNorm, NormEpsilon = 1e-6f, AttentionBias = true, QueryKeyNorm = false,
            FinalNorm = false,
        },
        Text = new TextConfig
        {
            Family = TextFamily.Qwen2, Hidden = 256, Layers = 6, Heads = 4, KeyHeads = 2, HeadWidth = 64, Intermediate = 704, Vocabulary = 1024, NormEpsilon = 1e-6f, MaxPositions = 32768,
            Rope = new RopeConfig(1e6),
        },
        PictureSize = Side,
        ImageToken = ImageToken,
        MayTieHead = false,
    };
}
