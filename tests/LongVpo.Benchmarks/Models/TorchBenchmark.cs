using System.Globalization;
using LongVpo.Models.Torch;
using LongVpo.TestKit;

namespace LongVpo.Benchmarks.Models;

/// <summary>
/// The libtorch engine beside python3-torch: the same decoder with the same weights, one thread each, in turn, medians over the rounds, in tokens per second of processor time because
/// others use the machine. Arguments: <c>--rounds 5</c>, <c>--shapes 5M,1B-wide</c>; <c>--leak 10000</c> instead takes that many training steps with exceptions in between and watches
/// memory.
/// </summary>
internal static class TorchBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (TorchEngine.WhyNot() is { } missing)
        {
            await Console.Error.WriteLineAsync(missing);
            return 2;
        }

        if (Value(args, "--leak") is { } steps) return Leak(int.Parse(steps, CultureInfo.InvariantCulture));
        var rounds = int.Parse(Value(args, "--rounds") ?? "5", CultureInfo.InvariantCulture);
        var wanted = (Value(args, "--shapes") ?? "5M").Split(',');
        foreach (var shape in new[] { TorchShape.Small, TorchShape.Wide }.Where(shape => wanted.Contains(shape.Name)))
            if (!await CompareAsync(shape, rounds, CancellationToken.None)) return 2;
        return 0;
    }

    private static async Task<bool> CompareAsync(TorchShape shape, int rounds, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        using var engine = new TorchEngine(new TorchSettings());
        await using var file = File.Create(folder.File("weights"));
        using var decoder = new TorchDecoder(engine, shape, file);
        await file.FlushAsync(cancellationToken);
        using var peer = await TrainPeer.StartAsync(shape, folder.File("weights"), cancellationToken);
        if (peer is null)
        {
            await Console.Error.WriteLineAsync("There is nothing to compare with: apt-get install --no-install-recommends python3-torch python3-numpy");
            return false;
        }

        Say($"{shape.Name}: {engine.Name} beside {peer.Version}, 1 thread, {rounds} rounds");
        Say($"| task | ours, tok/s | GFLOP/s | {peer.Version}, tok/s | ratio | loss, ours and theirs |");
        Say($"|---|---|---|---|---|---|");
        foreach (var (task, batch, tokens) in new[] { ("forward", 1, 1024), ("train", 1, 1024), ("train", 8, 256) })
        {
            var (ours, theirs, values) = (new List<double>(), new List<double>(), (Ours: 0.0, Theirs: 0.0));
            // The first round warms up.
            for (var round = 0; round <= rounds; round++)
            {
                var began = Environment.CpuUsage.TotalTime;
                values.Ours = task == "forward" ? decoder.Forward(tokens) : decoder.Train(batch, tokens);
                var seconds = (Environment.CpuUsage.TotalTime - began).TotalSeconds;
                var (peerSeconds, value) = await peer.AskAsync(task == "forward" ? $"forward {tokens}" : $"train {batch} {tokens}", cancellationToken);
                values.Theirs = value;
                if (round == 0) continue;
                ours.Add(batch * tokens / seconds);
                theirs.Add(batch * tokens / peerSeconds);
            }

            var (rate, peerRate) = (Median(ours), Median(theirs));
            var flops = rate * 2 * shape.Products * (task == "forward" ? 1 : 3) / 1e9;
            Say($"| {task} {batch}x{tokens} | {rate:F0} | {flops:F1} | {peerRate:F0} | {rate / peerRate:F2} | {values.Ours:F4} {values.Theirs:F4} |");
        }

        return true;
    }

    private static int Leak(int steps)
    {
        using var engine = new TorchEngine(new TorchSettings());
        using var decoder = new TorchDecoder(engine, TorchShape.Small with { Layers = 2, Vocabulary = 256 }, null);
        decoder.Train(2, 64);
        var handles = TorchEngine.LiveHandles;
        Say($"| steps | thrown | live handles | resident MB |");
        Say($"|---|---|---|---|");
        var thrown = 0;
        for (var step = 1; step <= steps; step++)
        {
            try
            {
                // Every third step fails in libtorch, in the midst of a graph that is then given up.
                decoder.Train(2, 64, step % 3 != 0 ? null : loss => engine.Concatenate(0, loss, engine.From([1, 2], 2, 1)));
            }
            catch (ArgumentException)
            {
                thrown++;
            }

            if (step % Math.Max(1, steps / 10) == 0) Say($"| {step} | {thrown} | {TorchEngine.LiveHandles} | {Environment.WorkingSet / 1048576.0:F1} |");
        }

        return TorchEngine.LiveHandles == handles ? 0 : 1;
    }

    private static double Median(List<double> numbers) => numbers.Order().ElementAt(numbers.Count / 2);

    private static string? Value(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
