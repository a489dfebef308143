using System.Globalization;
using LongVpo.Models.Tensors;

namespace LongVpo.Benchmarks.Models;

/// <summary>
/// The managed engine beside python3-torch: one thread each, the same tasks in turn, medians over the rounds, in tokens per second of processor time because others use the machine.
/// Arguments: <c>--rounds 5</c>, <c>--shapes 5M,1B</c>, <c>--tokens 1024</c> (of the forward pass), <c>--prompt 64</c> and <c>--decode 128</c>
/// (of decoding), <c>--as-shipped</c> (torch without the allocator's settings that favour it), <c>--float32</c> (leaves out bfloat16).
/// </summary>
internal static class ManagedBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var rounds = Number(args, "--rounds", 5);
        var tokens = Number(args, "--tokens", 1024);
        var prompt = Number(args, "--prompt", 64);
        var decode = Number(args, "--decode", 128);
        var wanted = Value(args, "--shapes") ?? "5M";
        using var peer = await TorchPeer.StartAsync(!args.Contains("--as-shipped"), CancellationToken.None);
        if (peer is null)
        {
            Console.Error.WriteLine("There is nothing to compare with: apt-get install --no-install-recommends python3-torch libopenblas0-openmp");
            return 2;
        }

        foreach (var shape in new[] { DecoderShape.Small, DecoderShape.Billion }.Where(shape => wanted.Split(',').Contains(shape.Name)))
            await CompareAsync(peer, shape, rounds, tokens, prompt, decode, args.Contains("--float32"), CancellationToken.None);
        return 0;
    }

    private static async Task CompareAsync(TorchPeer peer, DecoderShape shape, int rounds, int tokens, int prompt, int decode, bool onlyFloat32, CancellationToken cancellationToken)
    {
        var peak = FmaPeak.Measure();
        Say($"\n{shape.Name}: {shape.Parameters / 1e6:F2} M parameters, {await peer.ShapeAsync(shape, cancellationToken)}; peak {peak:F0} GFLOP/s a core");
        var ours = new Dictionary<string, List<double>>();
        var theirs = new Dictionary<string, List<double>>();

        void Note(Dictionary<string, List<double>> side, string what, double count, double seconds)
        {
            if (!side.TryGetValue(what, out var rates)) side[what] = rates = [];
            rates.Add(count / seconds);
        }

        ElementType[] types = onlyFloat32 ? [ElementType.Float32] : [ElementType.Float32, ElementType.BFloat16];
        foreach (var held in types)
        {
            if (held == ElementType.BFloat16) await peer.HoldAsync("bfloat16", cancellationToken);
            using var contestant = new ManagedContestant(shape, held);
            // Round 0 warms both up: laid-out weights, compiled loops, pools.
            for (var round = 0; round <= rounds; round++)
            {
                var forward = contestant.Forward(tokens);
                var forwardPeer = await peer.SecondsAsync($"forward {tokens}", cancellationToken);
                if (round > 0)
                {
                    Note(ours, $"forward 1x{tokens}, {held}", tokens, forward);
                    Note(theirs, $"forward 1x{tokens}, {held}", tokens, forwardPeer);
                }

                foreach (var batch in new[] { 1, 8 })
                {
                    var step = contestant.Decode(batch, prompt, decode);
                    var stepPeer = await peer.SecondsAsync($"decode {batch} {prompt} {decode}", cancellationToken);
                    if (round == 0) continue;
                    Note(ours, $"decode b{batch}, {held}", batch * decode, step);
                    Note(theirs, $"decode b{batch}, {held}", batch * decode, stepPeer);
                }
            }
        }

        Report(shape, peak, ours, theirs);
    }

    private static void Report(DecoderShape shape, double peak, Dictionary<string, List<double>> ours, Dictionary<string, List<double>> theirs)
    {
        Say($"| task | managed tok/s | torch tok/s | ratio | of torch float32 | managed GFLOP/s (of peak) |\n|---|---|---|---|---|---|");
        foreach (var (task, rates) in ours)
        {
            var (rate, peer, plain) = (Median(rates), Median(theirs[task]), Median(theirs[task.Replace("BFloat16", "Float32", StringComparison.Ordinal)]));
            var products = rate * 2 * shape.Products / 1e9;
            Say($"| {task} | {rate:F1} | {peer:F1} | {rate / peer:F2} | {rate / plain:F2} | {products:F1} ({products / peak:P0}) |");
        }
    }

    private static double Median(List<double> numbers) => numbers.Order().ElementAt(numbers.Count / 2);

    private static string? Value(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    private static int Number(string[] args, string name, int otherwise) => int.Parse(Value(args, name) ?? otherwise.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
