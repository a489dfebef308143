using System.Diagnostics;
using System.Globalization;
using LongVpo.TestKit;

namespace LongVpo.Benchmarks.Models;

/// <summary>The decoder in python3-torch, in a process of its own that answers line by line.</summary>
internal sealed class TorchPeer : IDisposable
{
    private readonly Process _process;

    private TorchPeer(Process process) => _process = process;

    /// <summary>Starts Debian's Python, whose torch the comparison is with; null when it does not answer.</summary>
    /// <param name="tuned">Have glibc keep large blocks, in torch's favour; otherwise torch runs as Debian ships it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<TorchPeer?> StartAsync(bool tuned, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", [Path.Combine(Repository.Root, "tests", "LongVpo.Benchmarks", "Models", "torch_peer.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["OMP_NUM_THREADS"] = start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        // Without these glibc maps and unmaps every large tensor, which costs torch a third of its forward speed.
        if (tuned) start.Environment["MALLOC_MMAP_THRESHOLD_"] = start.Environment["MALLOC_TRIM_THRESHOLD_"] = "4294967295";
        var peer = new TorchPeer(Process.Start(start)!);
        if (await peer.AskAsync("shape 1 32 1 1 32 32", cancellationToken) is not null) return peer;
        peer.Dispose();
        return null;
    }

    /// <summary>Makes this decoder; says what it runs on.</summary>
    public Task<string?> ShapeAsync(DecoderShape shape, CancellationToken cancellationToken) =>
        AskAsync(FormattableString.Invariant($"shape {shape.Layers} {shape.Width} {shape.Heads} {shape.KeyHeads} {shape.Hidden} {shape.Vocabulary}"), cancellationToken);

    /// <summary>Holds all weights in this type from now on.</summary>
    public Task<string?> HoldAsync(string type, CancellationToken cancellationToken) => AskAsync($"hold {type}", cancellationToken);

    /// <summary>Processor seconds of a task.</summary>
    public async Task<double> SecondsAsync(string task, CancellationToken cancellationToken) =>
        double.Parse(await AskAsync(task, cancellationToken) ?? throw new IOException($"python3-torch ended instead of doing: {task}"), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10))) _process.Kill();
        _process.Dispose();
    }

    private async Task<string?> AskAsync(string line, CancellationToken cancellationToken)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken);
            await _process.StandardInput.FlushAsync(cancellationToken);
        }
        catch (IOException)
        {
            return null;
        }

        return await _process.StandardOutput.ReadLineAsync(cancellationToken);
    }
}
