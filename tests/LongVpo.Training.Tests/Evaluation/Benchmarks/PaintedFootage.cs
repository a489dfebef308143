using LongVpo.Core.Frames;
using LongVpo.Core.Ports;

namespace LongVpo.Training.Tests.Evaluation.Benchmarks;

/// <summary>Footage whose pictures are of one shade per second; a file's first line says how long it is.</summary>
internal sealed class PaintedFootage : IFootageFrames
{
    public Task<double?> DurationAsync(string path, CancellationToken cancellationToken) => Task.FromResult<double?>(Length(path));

    public Task<IReadOnlyList<StillFrame>> ReadAsync(string path, IReadOnlyList<double> seconds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StillFrame>>([.. seconds.Where(second => second < Length(path)).Select(second => new StillFrame(second, 2, 2, Enumerable.Repeat((byte)second, 12).ToArray()))]);

    public static void Make(string path, double length)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, length.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static double Length(string path) => double.TryParse(File.ReadAllText(path), System.Globalization.CultureInfo.InvariantCulture, out var length) ? length : throw new SourceException($"{path} is damaged.");
}
