using System.Diagnostics;
using System.Globalization;
using LongVpo.TestKit;

namespace LongVpo.Benchmarks.Models;

/// <summary>The same decoder in python3-torch, in a process of its own that answers line by line.</summary>
internal sealed class TrainPeer : IDisposable
{
    private readonly Process _process;

    private TrainPeer(Process process, string version) => (_process, Version) = (process, version);

    public string Version { get; }

    /// <summary>Starts the Python that <c>LONGVPO_PYTHON</c> names, else the system's; null when it has no torch.</summary>
    public static async Task<TrainPeer?> StartAsync(TorchShape shape, string weights, CancellationToken cancellationToken)
    {
        var python = Environment.GetEnvironmentVariable("LONGVPO_PYTHON") is { Length: > 0 } named ? named : "/usr/bin/python3";
        var start = new ProcessStartInfo(python, [Path.Combine(Repository.Root, "tests", "LongVpo.Benchmarks", "Models", "train_peer.py")]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["OMP_NUM_THREADS"] = start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        var process = Process.Start(start)!;
        await process.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{shape.Layers} {shape.Width} {shape.Heads} {shape.KeyHeads} {shape.Hidden} {shape.Vocabulary} {weights}"));
        var version = await process.StandardOutput.ReadLineAsync(cancellationToken);
        return version is null ? null : new TrainPeer(process, version);
    }

    /// <summary>Processor seconds of a task, and the number it came to.</summary>
    public async Task<(double Seconds, double Value)> AskAsync(string task, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(task.AsMemory(), cancellationToken);
        var words = (await _process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new IOException($"python3-torch ended instead of doing: {task}")).Split(' ');
        return (double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10))) _process.Kill();
        _process.Dispose();
    }
}
