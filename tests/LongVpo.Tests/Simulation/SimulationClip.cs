namespace LongVpo.Tests.Simulation;

/// <summary>Twelve seconds of a test picture with a tone, a key frame each second, made once for all simulator tests.</summary>
public sealed class SimulationClip : IAsyncLifetime
{
    public const double Seconds = 12;
    public const int FramesPerSecond = 25;
    private readonly TempFolder _folder = new();

    public string Path => _folder.File("clip.mp4");

    public async ValueTask InitializeAsync() => await TestClips.MakeAsync(
        Path, "-f", "lavfi", "-i", $"testsrc=size=320x180:rate={FramesPerSecond}:duration={Seconds}", "-f", "lavfi", "-i", $"sine=frequency=440:duration={Seconds}",
        "-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-bf", "0", "-pix_fmt", "yuv420p", "-c:a", "aac");

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
