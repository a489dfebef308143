using LongVpo.Core.Frames;
using LongVpo.Core.Time;
using LongVpo.TestKit;

namespace LongVpo.Tests.Media.ScreenText;

/// <summary>Frames with text that FFmpeg draws as the test says, two a second, so that what must be read stands in the test itself.</summary>
internal sealed class RenderedFrames : IDisposable
{
    private const string Font = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";
    private readonly FrameBufferPool _pool;

    private RenderedFrames(IReadOnlyList<Frame> frames, FrameBufferPool pool) => (Frames, _pool) = (frames, pool);

    public IReadOnlyList<Frame> Frames { get; }

    /// <summary>Leases that were not given back.</summary>
    public int Outstanding => _pool.Outstanding;

    public TimeRange Range => new(Frames[0].Time, Frames[^1].Time.Plus(TimeSpan.FromSeconds(0.5)));

    /// <param name="source">A lavfi source without its size, such as <c>color=c=navy</c>.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="seconds">Length.</param>
    /// <param name="filters">Filters in order; <see cref="Text"/> makes one that draws words.</param>
    public static Task<RenderedFrames> DrawAsync(string source, int width, int height, double seconds, params string[] filters)
    {
        var graph = string.Join(',', [FormattableString.Invariant($"{source}{(source.Contains('=', StringComparison.Ordinal) ? ":" : "=")}s={width}x{height}:r=2"), .. filters]);
        return ReadAsync(width, height, ["-f", "lavfi", "-i", graph, "-t", FormattableString.Invariant($"{seconds}")]);
    }

    /// <summary>The frames of a file at its own size, which the caller knows.</summary>
    public static Task<RenderedFrames> FileAsync(string path, int width, int height) => ReadAsync(width, height, ["-i", path]);

    /// <summary>Two frames a second of a stretch of a file.</summary>
    public static Task<RenderedFrames> CutAsync(string path, int width, int height, double start, double seconds) => ReadAsync(
        width, height, ["-ss", FormattableString.Invariant($"{start}"), "-t", FormattableString.Invariant($"{seconds}"), "-i", path, "-vf", "fps=2"]);

    /// <summary>A drawtext filter; <paramref name="options"/> in FFmpeg's own words, such as <c>fontsize=24:fontcolor=white:x=20:y=30</c>.</summary>
    public static string Text(string words, string options) => $"drawtext=fontfile={Font}:text='{words.Replace(":", "\\:", StringComparison.Ordinal)}':{options}";

    public void Dispose()
    {
        foreach (var frame in Frames) frame.Dispose();
    }

    private static async Task<RenderedFrames> ReadAsync(int width, int height, string[] input)
    {
        if (!File.Exists(Font)) Assert.Skip($"Text cannot be drawn without {Font}: install fonts-dejavu-core.");
        using var folder = new TempFolder();
        var raw = folder.File("frames.rgb");
        await TestClips.MakeAsync(raw, [.. input, "-fps_mode", "passthrough", "-pix_fmt", "rgb24", "-f", "rawvideo"]);
        var bytes = await File.ReadAllBytesAsync(raw, TestContext.Current.CancellationToken);
        var size = width * height * 3;
        var pool = new FrameBufferPool(Math.Max(1, bytes.Length / size));
        var frames = new List<Frame>();
        for (var i = 0; i < bytes.Length / size; i++)
        {
            var pixels = pool.Rent(size, TestContext.Current.CancellationToken);
            bytes.AsSpan(i * size, size).CopyTo(pixels);
            frames.Add(new Frame(new MediaTime(i, new TimeBase(1, 2)), width, height, pixels, pool));
        }

        return new RenderedFrames(frames, pool);
    }
}
